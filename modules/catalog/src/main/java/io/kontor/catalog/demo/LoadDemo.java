package io.kontor.catalog.demo;

import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.brand.BrandDraft;
import io.kontor.catalog.brand.SaveBrand;
import io.kontor.catalog.category.CategoryDraft;
import io.kontor.catalog.category.SaveCategory;
import io.kontor.catalog.media.MediaStore;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.platform.start.KontorSettings;
import jakarta.annotation.PreDestroy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills an empty shop with the demo's goods, in the background once the shop is open, by the same use cases as everybody
 * else. A start that was cut off in the middle is finished by the next; a shop with goods of its own is left alone.
 */
@Component
class LoadDemo {
    private static final Logger log = LoggerFactory.getLogger(LoadDemo.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final KontorSettings settings;
    private final CatalogSettings catalog;
    private final DataSource source;
    private final JdbcClient db;
    private final SaveCategory saveCategory;
    private final SaveBrand saveBrand;
    private final SaveProduct saveProduct;
    private final MediaStore media;
    private final Inventory inventory;
    private final JsonMapper json;
    private final Clock clock;
    private volatile @Nullable Thread loading;

    LoadDemo(
            KontorSettings settings,
            CatalogSettings catalog,
            DataSource source,
            JdbcClient db,
            SaveCategory saveCategory,
            SaveBrand saveBrand,
            SaveProduct saveProduct,
            MediaStore media,
            Inventory inventory,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.catalog = catalog;
        this.source = source;
        this.db = db;
        this.saveCategory = saveCategory;
        this.saveBrand = saveBrand;
        this.saveProduct = saveProduct;
        this.media = media;
        this.inventory = inventory;
        this.json = json;
        this.clock = clock;
    }

    record DemoCategory(
            String code,
            String slug,
            @Nullable String parent,
            Text name,
            Text description,
            @Nullable String image,
            int position) {}

    record DemoBrand(String code, Text name, Text description) {}

    record DemoProduct(
            String code,
            String slug,
            String category,
            String brand,
            Text name,
            Text summary,
            Text description,
            List<ProductDraft.Attribute> attributes,
            List<ProductDraft.Option> options,
            List<DemoVariant> variants,
            List<DemoImage> images,
            boolean featured,
            int publishedDaysAgo) {}

    record DemoVariant(
            String sku,
            Map<String, String> options,
            String price,
            @Nullable String listPrice,
            int stock,
            int weightGrams,
            int volumeCm3,
            @Nullable String image) {}

    record DemoImage(String file, Text alt) {}

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        if (settings.demo()) {
            loading = Thread.ofVirtual().name("load demo").start(() -> {
                try {
                    load();
                } catch (RuntimeException | SQLException failed) {
                    log.error("The demo shop could not be loaded; the next start tries again", failed);
                }
            });
        }
    }

    /** Whoever stops the shop in its first seconds waits for them, rather than for a half of it at the next start. */
    @PreDestroy
    void finish() throws InterruptedException {
        var begun = loading;
        if (begun != null) {
            begun.join(LONGEST);
        }
    }

    private void load() throws SQLException {
        if (hasProducts()) {
            return;
        }
        try (var connection = source.getConnection()) {
            // The processes of a cluster start together: one of them loads, the others pass.
            if (isFirst(connection)) {
                try {
                    if (!hasProducts()) {
                        fill();
                    }
                } finally {
                    ask(connection, "SELECT pg_advisory_unlock(hashtextextended('catalog.demo', 0))");
                }
            }
        }
    }

    private boolean hasProducts() {
        return db.sql("SELECT EXISTS (SELECT FROM catalog.product)")
                .query(Boolean.class)
                .single();
    }

    private static boolean isFirst(Connection connection) throws SQLException {
        return ask(connection, "SELECT pg_try_advisory_lock(hashtextextended('catalog.demo', 0))");
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** The products come last and all at once: a shop that has them has everything. */
    private void fill() {
        var began = clock.instant();
        var categories = read("categories", new TypeReference<List<DemoCategory>>() {});
        var products = read("products", new TypeReference<List<DemoProduct>>() {});
        var pictures = keepPictures(categories, products);
        for (var category : categories) {
            saveCategory.save(new CategoryDraft(
                    category.code(),
                    category.slug(),
                    category.parent(),
                    category.name(),
                    category.description(),
                    category.image() == null ? null : pictures.get(category.image()),
                    category.position(),
                    true));
        }
        for (var brand : read("brands", new TypeReference<List<DemoBrand>>() {})) {
            saveBrand.save(new BrandDraft(brand.code(), brand.code(), brand.name(), brand.description()));
        }
        inventory.count(products.stream()
                .flatMap(product -> product.variants().stream())
                .map(variant -> new Inventory.Count(variant.sku(), variant.stock(), "demo"))
                .toList());
        saveProduct.saveAll(
                products.stream().map(product -> draft(product, pictures)).toList(), "demo");
        // Until PostgreSQL has looked at the new rows it plans as if there were none.
        db.sql(
                        "ANALYZE catalog.product, catalog.variant, catalog.price, catalog.product_image, catalog.product_category, catalog.media")
                .update();
        log.info(
                "The demo shop is loaded: {} products in {} categories, {} ms",
                products.size(),
                categories.size(),
                Duration.between(began, clock.instant()).toMillis());
    }

    private Map<String, String> keepPictures(List<DemoCategory> categories, List<DemoProduct> products) {
        var files = Stream.concat(
                        categories.stream().map(DemoCategory::image),
                        products.stream()
                                .flatMap(product -> product.images().stream())
                                .map(DemoImage::file))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var kept = media.keepAll(files.stream()
                .map(file -> new MediaStore.Arrival(bytes("images/" + file), file))
                .toList());
        return IntStream.range(0, files.size())
                .boxed()
                .collect(Collectors.toMap(files::get, at -> kept.get(at).mediaId()));
    }

    private ProductDraft draft(DemoProduct product, Map<String, String> pictures) {
        return new ProductDraft(
                product.code(),
                product.slug(),
                product.brand(),
                List.of(product.category()),
                product.name(),
                product.summary(),
                product.description(),
                product.options(),
                product.variants().stream()
                        .map(variant -> new ProductDraft.Variant(
                                variant.sku(),
                                variant.options(),
                                money(variant.price()),
                                variant.listPrice() == null ? null : money(variant.listPrice()),
                                variant.weightGrams(),
                                variant.volumeCm3(),
                                variant.image() == null ? null : pictures.get(variant.image()),
                                null))
                        .toList(),
                product.attributes(),
                product.images().stream()
                        .map(image ->
                                new ProductDraft.Image(Objects.requireNonNull(pictures.get(image.file())), image.alt()))
                        .toList(),
                true,
                clock.instant().minus(Duration.ofDays(product.publishedDaysAgo())));
    }

    /** Demo prices are believable in yuan; in another currency they are the same numbers. */
    private Money money(String amount) {
        var currency = catalog.currency();
        var digits = new BigDecimal(amount).setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
        return Money.parse(digits.toPlainString(), currency.getCurrencyCode());
    }

    private <T> List<T> read(String name, TypeReference<List<T>> type) {
        return json.readValue(bytes(name + ".json"), type);
    }

    private static byte[] bytes(String name) {
        try (var in = LoadDemo.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
