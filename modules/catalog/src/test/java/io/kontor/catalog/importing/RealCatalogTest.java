package io.kontor.catalog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Catalogues that nobody here wrote. They lie in a folder {@code shared/data} beside the checkout, where there is one. */
@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class RealCatalogTest {
    private static final @Nullable Path DATA = find();

    private final ImportDesk desk;
    private final Catalog catalog;
    private final JdbcClient db;

    RealCatalogTest(TestShop shop, Catalog catalog, JdbcClient db) {
        this.desk = new ImportDesk(shop);
        this.catalog = catalog;
        this.db = db;
    }

    private static @Nullable Path find() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("shared/data/README.md"))) {
                return folder.resolve("shared/data/catalog");
            }
        }
        return null;
    }

    @BeforeEach
    void skipWithoutTheFiles() {
        assumeTrue(
                DATA != null, "There is no folder shared/data beside the checkout: real catalogues are not imported.");
    }

    private static Map<String, byte[]> files(String... names) {
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : names) {
            files.put(name.substring(name.lastIndexOf('/') + 1), ImportDesk.read(DATA.resolve(name)));
        }
        return files;
    }

    private static Map<String, byte[]> pictures(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(path -> folder.relativize(path).toString(), ImportDesk::read));
        }
    }

    @Test
    void theMagentoShopComesWithVariantsAndPictures() throws IOException {
        var files = files("magento-luma/products_configurable.csv.gz", "magento-luma/categories_configurable.csv.gz");
        var importId = desk.receive(files, "rate", "7.1").path("importId").stringValue();
        desk.sendPictures(importId, pictures(DATA.resolve("magento-luma/images")));
        var run = desk.start(importId);
        assertThat(desk.faults(run)).isEmpty();
        assertThat(run.path("created").asInt()).isEqualTo(147);
        assertThat(run.path("read").asInt()).isEqualTo(1_994 + 28);
        var codes = db.sql(
                "SELECT count(*) FROM catalog.variant JOIN catalog.product USING (product_id) WHERE code ~ '^[MW][A-Z]{1,2}\\d\\d$'");
        assertThat(codes.query(Long.class).single()).isEqualTo(1_847);
        var pictured = db.sql(
                "SELECT count(DISTINCT code) FROM catalog.product JOIN catalog.product_image USING (product_id) WHERE code ~ '^[MW][A-Z]{1,2}\\d\\d$'");
        assertThat(pictured.query(Long.class).single()).isEqualTo(147);
        var hoodie = catalog.product(
                        catalog.offers(List.of("MH01-XS-Black")).getFirst().slug(), Language.EN)
                .orElseThrow();
        assertThat(hoodie.variants())
                .hasSize(15)
                .allSatisfy(variant -> assertThat(variant.price().amount()).isEqualTo("369.20"));
        assertThat(desk.bring(files, "rate", "7.1").path("created").asInt()).isZero();
    }

    @Test
    void theLitemallShopComesInChinese() {
        var files = files(
                "zh-litemall/goods_product.csv.gz",
                "zh-litemall/goods.csv.gz",
                "zh-litemall/category.csv.gz",
                "zh-litemall/brand.csv.gz",
                "zh-litemall/goods_specification.csv.gz",
                "zh-litemall/goods_attribute.csv.gz");
        var run = desk.bring(files);
        assertThat(desk.faults(run)).isEmpty();
        assertThat(run.path("created").asInt()).isEqualTo(239);
        var suite = catalog.product(
                        catalog.offers(List.of("1181000-1")).getFirst().slug(), Language.ZH)
                .orElseThrow();
        assertThat(suite.variants()).hasSize(6);
        assertThat(suite.name()).isEqualTo("母亲节礼物-舒适安睡组合");
        var again = desk.bring(files);
        assertThat(again.path("unchanged").asInt()).isEqualTo(239);
    }

    @Test
    void twentyThousandRowsWithDirtInThemAreImportedToTheLastGoodOne() {
        var files = files("flipkart/flipkart_products.csv.gz");
        var run = desk.bring(files, "currency", "INR", "rate", "0.084", "set", "stock=20");
        var reasons = desk.faults(run).stream()
                .map(fault -> fault.replaceFirst("^\\d+ ", "")
                        .replaceFirst("The code \\w+ stands on line \\d+", "The code stands on a line")
                        .replaceFirst("has 30[01] characters", "is too long"))
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
        assertThat(reasons)
                .containsOnly(
                        Map.entry("discounted_price: The price is missing.", 78L),
                        Map.entry(
                                "product_name: The text holds a broken character (\uFFFD): it was damaged before it came here.",
                                3L),
                        Map.entry("-: The code stands on a line already; this row was left out.", 2L),
                        Map.entry("product_name: The text is too long; at most 200 are kept.", 5L));
        assertThat(run.path("failed").asInt()).isEqualTo(88);
        assertThat(run.path("created").asInt()).isEqualTo(20_000 - 88);
    }
}
