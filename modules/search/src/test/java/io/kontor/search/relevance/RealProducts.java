package io.kontor.search.relevance;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Products of catalogues that nobody here wrote. */
final class RealProducts {
    /**
     * @param code where it comes from and its id there, such as {@code luma-mh01}
     * @param model the maker's number, or empty
     */
    record Product(
            String code,
            String language,
            String name,
            String brand,
            List<String> categories,
            String description,
            String model) {}

    private final Path catalogs;

    RealProducts(Path catalogs) {
        this.catalogs = catalogs;
    }

    List<Product> all() {
        var products = new ArrayList<Product>();
        addLuma(products);
        addLitemall(products);
        addNewbee(products);
        for (var row : rows("flipkart/flipkart_products")) {
            add(
                    products,
                    "flipkart-" + products.size(),
                    "en",
                    row.get("product_name"),
                    row.get("brand"),
                    List.of(),
                    "",
                    "");
        }
        for (var row : rows("er-benchmarks/buy_products")) {
            add(products, "buy-" + row.get("id"), "en", row.get("name"), "", List.of(), row.get("description"), "");
        }
        for (var row : rows("er-benchmarks/amazon_electronics")) {
            add(
                    products,
                    "amazon-" + row.get("id"),
                    "en",
                    row.get("title"),
                    row.get("brand"),
                    List.of(),
                    "",
                    row.get("modelno"));
        }
        return products;
    }

    private void addLuma(List<Product> products) {
        for (var row : rows("magento-luma/products_configurable")) {
            if (row.get("product_type").equals("configurable")) {
                var categories = Arrays.stream(row.get("categories").split(","))
                        .filter(path -> !path.contains("Collections") && !path.contains("Promotions"))
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .filter(name -> !name.equals("Default Category"))
                        .toList();
                add(
                        products,
                        "luma-" + row.get("sku"),
                        "en",
                        row.get("name"),
                        "Luma",
                        categories,
                        row.get("description"),
                        "");
            }
        }
        for (var file : List.of("bags", "watches", "fitness_equipment")) {
            for (var row : rows("magento-luma/products_gear_" + file)) {
                var categories = row.get("category").lines().toList();
                add(
                        products,
                        "luma-" + row.get("sku"),
                        "en",
                        row.get("name"),
                        "Luma",
                        categories,
                        row.get("description"),
                        "");
            }
        }
    }

    private void addLitemall(List<Product> products) {
        var categories = named("zh-litemall/category", "id", "name");
        for (var row : rows("zh-litemall/goods")) {
            var category = categories.get(row.get("category_id"));
            add(
                    products,
                    "litemall-" + row.get("id"),
                    "zh",
                    row.get("name"),
                    "",
                    category == null ? List.of() : List.of(category),
                    row.get("brief"),
                    "");
        }
    }

    private void addNewbee(List<Product> products) {
        var categories = named("zh-newbee/goods_category", "category_id", "category_name");
        for (var row : rows("zh-newbee/goods_info")) {
            var category = categories.get(row.get("goods_category_id"));
            add(
                    products,
                    "newbee-" + row.get("goods_id"),
                    "zh",
                    row.get("goods_name"),
                    "",
                    category == null ? List.of() : List.of(category),
                    row.get("goods_intro"),
                    "");
        }
    }

    private static void add(
            List<Product> products,
            String code,
            String language,
            String name,
            String brand,
            List<String> categories,
            String description,
            String model) {
        if (!name.isBlank()) {
            products.add(new Product(
                    code.toLowerCase(Locale.ROOT),
                    language,
                    plain(name, 200),
                    plain(brand, 80),
                    categories,
                    plain(description, 4_000),
                    plain(model, 80)));
        }
    }

    private static String plain(String html, int max) {
        var text = html.replaceAll("<[^<>]{0,1000}>|&[a-z]+;|[\\p{Cntrl}\\x{FFFD}]", " ");
        return text.length() <= max ? text.strip() : text.substring(0, max).strip();
    }

    private Map<String, String> named(String file, String id, String name) {
        return rows(file).stream()
                .collect(Collectors.toMap(row -> row.get(id), row -> row.get(name), (one, _) -> one, HashMap::new));
    }

    List<CSVRecord> rows(String file) {
        var path = catalogs.resolve(file + ".csv.gz");
        try (var reader =
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
