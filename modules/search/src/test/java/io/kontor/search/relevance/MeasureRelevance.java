package io.kontor.search.relevance;

import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.brand.BrandDraft;
import io.kontor.catalog.brand.SaveBrand;
import io.kontor.catalog.category.CategoryDraft;
import io.kontor.catalog.category.SaveCategory;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.ProductDraft.Attribute;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.search.Search;
import io.kontor.search.Search.Sort;
import io.kontor.search.SearchModule;
import io.kontor.search.index.ProductIndex;
import io.kontor.search.relevance.Judgement.Judged;
import io.kontor.search.relevance.RealProducts.Product;
import io.kontor.testkit.Await;
import io.kontor.testkit.KnownCallers;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints how good search's first ten are, beside those of plain BM25, over real catalogues in a shop of their own.
 * Arguments: the folder of the catalogues, the judged searches, the file for the results, and the commit.
 */
public final class MeasureRelevance {
    private static final int BATCH = 200;
    private static final int TEXT_MAX = 200;

    private MeasureRelevance() {}

    /** @param grades of all products that answer it, by code */
    private record Query(String kind, Language language, String text, Map<String, Integer> grades) {}

    private record Score(Query query, double ours, double plain) {}

    public static void main(String[] arguments) throws IOException {
        var real = new RealProducts(Path.of(arguments[0]));
        var lines = Files.readAllLines(Path.of(arguments[1])).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .toList();
        var products = real.all();
        System.err.printf("  %d products are put into a shop ...%n", products.size());
        var shop = TestShop.start(
                List.of(InventoryModule.class, CatalogModule.class, SearchModule.class, KnownCallers.class),
                List.of(),
                false);
        fill(shop, products);
        tune(shop, lines);
        var plain = new PlainBm25(products);
        var search = shop.bean(Search.class);
        var scores = new ArrayList<Score>();
        for (var query : queries(real, lines, products)) {
            var ours = search
                    .find(new Search.Query(
                            query.text(),
                            null,
                            List.of(),
                            null,
                            null,
                            Map.of(),
                            false,
                            false,
                            Sort.RELEVANCE,
                            10,
                            null,
                            query.language()))
                    .items()
                    .stream()
                    .map(card -> card.slug())
                    .toList();
            scores.add(new Score(query, ndcg(query, ours), ndcg(query, plain.find(query.text()))));
        }
        shop.stop();
        scores.stream()
                .filter(score -> score.ours() < 0.5 || score.ours() < score.plain() - 0.05)
                .forEach(score -> System.err.printf(
                        "  %-12s %-40s ours %.2f, BM25 %.2f%n",
                        score.query().kind(), score.query().text(), score.ours(), score.plain()));
        var report = report(scores, products.size(), arguments[3]);
        System.out.print(report);
        Files.writeString(Path.of(arguments[2]), report);
    }

    private static void fill(TestShop shop, List<Product> products) {
        products.stream()
                .flatMap(product -> product.categories().stream())
                .distinct()
                .forEach(name -> shop.bean(SaveCategory.class)
                        .save(new CategoryDraft(
                                code(name), null, null, Text.of(languageOf(name), name), Text.EMPTY, null, 0, true)));
        var brands = products.stream()
                .filter(product -> !product.brand().isEmpty())
                .collect(Collectors.toMap(
                        product -> code(product.brand()), Product::brand, (one, _) -> one, LinkedHashMap::new));
        shop.bean(SaveBrand.class)
                .createMissing(brands.entrySet().stream()
                        .map(brand -> new BrandDraft(
                                brand.getKey(),
                                null,
                                Text.of(languageOf(brand.getValue()), brand.getValue()),
                                Text.EMPTY))
                        .toList());
        for (var from = 0; from < products.size(); from += BATCH) {
            shop.bean(SaveProduct.class)
                    .saveAll(
                            products.subList(from, Math.min(from + BATCH, products.size())).stream()
                                    .map(MeasureRelevance::draft)
                                    .toList(),
                            "relevance");
        }
        Await.until(Duration.ofMinutes(5), () -> {
            if (shop.bean(ProductIndex.class).size() < products.size()) {
                throw new AssertionError(
                        shop.bean(ProductIndex.class).size() + " of " + products.size() + " can be found");
            }
        });
    }

    private static String code(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    }

    private static String languageOf(String name) {
        return name.chars().anyMatch(c -> c > 0x2e80) ? "zh" : "en";
    }

    private static ProductDraft draft(Product product) {
        return new ProductDraft(
                product.code(),
                product.code(),
                product.brand().isEmpty() ? null : code(product.brand()),
                product.categories().stream()
                        .map(MeasureRelevance::code)
                        .distinct()
                        .toList(),
                Text.of(product.language(), product.name()),
                Text.EMPTY,
                Text.of(product.language(), product.description()),
                List.of(),
                List.of(new Variant(product.code(), Map.of(), Money.of(9_900, "CNY"), null, 0, 0, null, 5)),
                product.model().isBlank()
                        ? List.of()
                        : List.of(new Attribute("model", Text.of("en", "Model"), Text.of("en", product.model()))),
                List.of(),
                true,
                null);
    }

    /** A line {@code synonyms} is a group that the shop's staff keeps. */
    private static void tune(TestShop shop, List<String[]> lines) {
        var groups = lines.stream()
                .filter(line -> line[0].equals("synonyms"))
                .map(line -> Map.of("words", List.of(line[1].split(",")), "means", List.of()))
                .toList();
        var address = "/api/admin/v1/search/tuning";
        var sheet = shop.get(address, "Authorization", "Bearer staff");
        var boosts = sheet.json().path("tuning").path("boosts");
        var saved = shop.send(
                "PUT",
                address,
                Map.of("synonyms", groups, "redirects", List.of(), "pins", List.of(), "boosts", boosts),
                "Authorization",
                "Bearer staff",
                "If-Match",
                sheet.header("ETag"));
        if (saved.status() != 200) {
            throw new IllegalStateException(saved.body());
        }
    }

    private static List<Query> queries(RealProducts real, List<String[]> lines, List<Product> products) {
        var judged = products.stream()
                .collect(Collectors.toMap(
                        Product::code,
                        product -> Judgement.judged(
                                product.name(), product.brand(), String.join(" / ", product.categories()))));
        var queries = new ArrayList<Query>();
        for (var line : lines) {
            switch (line[0]) {
                case "synonyms" -> {}
                case "pairs" -> queries.addAll(pairs(real, line[1], Integer.parseInt(line[2])));
                default ->
                    queries.add(new Query(
                            line[0],
                            Language.valueOf(line[1].toUpperCase(Locale.ROOT)),
                            line[2],
                            grades(new Judgement(line[3]), judged)));
            }
        }
        return queries;
    }

    private static Map<String, Integer> grades(Judgement judgement, Map<String, Judged> products) {
        var grades = new LinkedHashMap<String, Integer>();
        products.forEach((code, product) -> {
            var grade = judgement.grade(product);
            if (grade > 0) {
                grades.put(code, grade);
            }
        });
        return grades;
    }

    /** Products that two shops are known to share: one shop's name or number must find the other's product. */
    private static List<Query> pairs(RealProducts real, String which, int count) {
        var walmart = which.equals("walmart");
        var file = walmart ? "walmart_electronics" : "abt_products";
        var names = real.rows("er-benchmarks/" + file).stream()
                .collect(Collectors.toMap(row -> row.get("id"), row -> row.get(walmart ? "title" : "name")));
        return real.rows("er-benchmarks/" + (walmart ? "walmart_amazon_matches" : "abt_buy_matches")).stream()
                .map(pair -> {
                    var name = names.get(pair.get(0));
                    var model = name.substring(name.lastIndexOf(' ') + 1);
                    var text = which.equals("model") ? model : name;
                    return new Query(
                            which.equals("model") ? "model number" : "other shop's name",
                            Language.EN,
                            text.substring(0, Math.min(TEXT_MAX, text.length())),
                            Map.of((walmart ? "amazon-" : "buy-") + pair.get(1), 3));
                })
                .filter(query -> !which.equals("model") || query.text().matches("[A-Z]+[0-9][A-Z0-9]+"))
                .limit(count)
                .toList();
    }

    private static double ndcg(Query query, List<String> found) {
        return Judgement.ndcg(
                found.stream().map(code -> query.grades().getOrDefault(code, 0)).toList(),
                List.copyOf(query.grades().values()));
    }

    private static String report(List<Score> scores, int products, String commit) {
        var report = new StringBuilder();
        report.append("# How good the first ten are\n\n");
        report.append(
                "Measured by `./kontor bench search` at %s: %d judged searches over %,d products of real catalogues."
                        .formatted(commit, scores.size(), products));
        report.append("\nnDCG@10, 1.000 is the best order there could be. Plain BM25 is the same Lucene with standard");
        report.append(" analysis over all texts of a product.\n\n");
        report.append("| searches | how many | Kontor | plain BM25 |\n| --- | --- | --- | --- |\n");
        var byKind = scores.stream()
                .collect(Collectors.groupingBy(score -> score.query().kind(), LinkedHashMap::new, Collectors.toList()));
        byKind.forEach((kind, some) -> report.append(row(kind, some)));
        report.append(row("**all**", scores));
        return report.toString();
    }

    private static String row(String kind, List<Score> scores) {
        return "| %s | %d | **%.3f** | %.3f |%n"
                .formatted(kind, scores.size(), mean(scores, Score::ours), mean(scores, Score::plain));
    }

    private static double mean(List<Score> scores, Function<Score, Double> which) {
        return scores.stream().mapToDouble(which::apply).average().orElse(0);
    }
}
