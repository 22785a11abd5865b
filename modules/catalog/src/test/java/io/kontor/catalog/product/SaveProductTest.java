package io.kontor.catalog.product;

import static io.kontor.catalog.Goods.teapot;
import static io.kontor.catalog.Goods.text;
import static io.kontor.catalog.Goods.variant;
import static io.kontor.catalog.Goods.yuan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.Goods;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.KontorTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class SaveProductTest {
    private final SaveProduct saveProduct;
    private final Inventory inventory;
    private final Catalog catalog;
    private final JdbcClient db;

    SaveProductTest(SaveProduct saveProduct, Inventory inventory, Catalog catalog, JdbcClient db) {
        this.saveProduct = saveProduct;
        this.inventory = inventory;
        this.catalog = catalog;
        this.db = db;
    }

    @Test
    void setsTheStockThatTheDraftCounts() {
        var pot = teapot();
        saveProduct.save(pot.done(), "test");
        assertThat(inventory.available(List.of(pot.sku(0), pot.sku(1))))
                .extracting(Inventory.Availability::available)
                .containsExactlyInAnyOrder(10, 5);
    }

    @Test
    void replacingKeepsTheIdsOfVariantsThatStay() {
        var pot = teapot();
        saveProduct.save(pot.done(), "test");
        var before = variantIds(pot.code);
        pot.variants.set(0, variant(pot.sku(0), "99.00", null, null));
        pot.variants.remove(1);
        pot.variants.add(new ProductDraft.Variant(
                pot.code + "-BLACK-2", Map.of("colour", "black"), Goods.yuan("149.00"), null, 0, 0, null, null));
        var saved = saveProduct.save(pot.done(), "test");
        assertThat(saved.created()).isFalse();
        assertThat(saved.changed()).isTrue();
        var after = variantIds(pot.code);
        assertThat(after).containsOnlyKeys(pot.code + "-red", pot.code + "-BLACK-2");
        assertThat(after.get(pot.code + "-red")).isEqualTo(before.get(pot.code + "-red"));
    }

    @Test
    void savingTheSameAgainChangesAndTellsNothing() {
        var pot = teapot();
        var first = saveProduct.save(pot.done(), "test");
        var again = saveProduct.save(pot.done(), "test");
        assertThat(again.productId()).isEqualTo(first.productId());
        assertThat(again.changed()).isFalse();
        assertThat(told(first.productId())).isEqualTo(1);
    }

    @Test
    void aSaveThatFailsLeavesNothingBehind() {
        var taken = teapot();
        saveProduct.save(taken.done(), "test");
        var first = teapot();
        var second = teapot();
        second.variants.set(0, variant(taken.sku(0), "10.00", null, 3));
        var refusal = catchThrowableOfType(
                Refusal.class, () -> saveProduct.saveAll(List.of(first.done(), second.done()), "test"));
        assertThat(refusal.is(CatalogProblem.SKU_TAKEN)).isTrue();
        assertThat(refusal.extensions()).containsEntry("skus", List.of(taken.sku(0)));
        assertThat(variantIds(first.code)).isEmpty();
        assertThat(variantIds(second.code)).isEmpty();
        assertThat(variantIds(taken.code)).hasSize(2);
        assertThat(inventory.available(List.of(first.sku(0))).getFirst().available())
                .isZero();
    }

    @Test
    void productsOfOneNameGetNumberedSlugsWhoeverComesFirst() throws Exception {
        var name = text("同名 " + Goods.newCode(), "Same name " + Goods.newCode());
        List<Callable<String>> saves = IntStream.range(0, 12)
                .mapToObj(_ -> {
                    var pot = teapot();
                    pot.name = name;
                    return (Callable<String>)
                            () -> saveProduct.save(pot.done(), "test").slug();
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slugs = threads.invokeAll(saves).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
            var stem = slugs.stream()
                    .min(java.util.Comparator.comparingInt(String::length))
                    .orElseThrow();
            assertThat(slugs)
                    .doesNotHaveDuplicates()
                    .allSatisfy(slug -> assertThat(slug).startsWith(stem));
            assertThat(slugs).contains(stem, stem + "-2", stem + "-12");
        }
    }

    @Test
    void writersOfOneProductWaitForEachOther() throws Exception {
        var pot = teapot();
        List<Callable<Boolean>> saves = IntStream.range(0, 8)
                .mapToObj(_ -> (Callable<Boolean>)
                        () -> saveProduct.save(pot.done(), "test").created())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var created = threads.invokeAll(saves).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
            assertThat(created).containsOnlyOnce(true);
        }
    }

    @Test
    void spellsChineseNamesInPinyin() {
        var pot = teapot();
        pot.name = io.kontor.kernel.Text.of("zh", "重庆小茶壶" + pot.code);
        assertThat(saveProduct.save(pot.done(), "test").slug()).startsWith("chong-qing-xiao-cha-hu-goods-");
    }

    @Test
    void aProductTakenOffSaleIsWithdrawnAndComesBackUnderItsFirstDate() {
        var pot = teapot();
        saveProduct.save(pot.done(), "test");
        var since = publishedAt(pot.code);
        pot.published = false;
        saveProduct.save(pot.done(), "test");
        assertThat(status(pot.code)).isEqualTo("WITHDRAWN");
        pot.published = true;
        saveProduct.save(pot.done(), "test");
        assertThat(status(pot.code)).isEqualTo("PUBLISHED");
        assertThat(publishedAt(pot.code)).isEqualTo(since);
    }

    private Map<String, UUID> variantIds(String code) {
        var ids = new java.util.HashMap<String, UUID>();
        db.sql("SELECT sku, variant_id FROM catalog.variant JOIN catalog.product USING (product_id) WHERE code = :code")
                .param("code", code)
                .query(row -> {
                    ids.put(row.getString(1), row.getObject(2, UUID.class));
                });
        return ids;
    }

    private int told(UUID productId) {
        return db.sql("SELECT count(*) FROM catalog.outbox WHERE type = 'catalog.ProductChanged' AND key = :key")
                .param("key", productId.toString())
                .query(Integer.class)
                .single();
    }

    private String status(String code) {
        return db.sql("SELECT status FROM catalog.product WHERE code = :code")
                .param("code", code)
                .query(String.class)
                .single();
    }

    private String publishedAt(String code) {
        return db.sql("SELECT published_at::text FROM catalog.product WHERE code = :code")
                .param("code", code)
                .query(String.class)
                .single();
    }

    @Test
    void aReductionIsComparedWithTheLowestPriceOfThirtyDays() {
        var draft = teapot();
        saveProduct.save(draft.done(), "test");
        assertThat(lowestBefore(draft)).as("a first price").isNull();
        reprice(draft, "109.00", null);
        longAgo(draft);
        reprice(draft, "119.00", null);
        reprice(draft, "139.00", null);
        assertThat(lowestBefore(draft)).as("no reduction").isNull();
        reprice(draft, "99.00", "139.00");
        assertThat(lowestBefore(draft)).as("109.00 was asked until just now").isEqualTo(yuan("109.00"));
        longAgo(draft);
        saveProduct.save(draft.done(), "test");
        assertThat(lowestBefore(draft)).as("the same again").isEqualTo(yuan("109.00"));
        reprice(draft, "95.00", "139.00");
        assertThat(lowestBefore(draft)).isEqualTo(yuan("99.00"));
        reprice(draft, "95.00", "159.00");
        assertThat(lowestBefore(draft)).as("what is only announced").isEqualTo(yuan("95.00"));
    }

    private void reprice(Goods.Draft draft, String price, @Nullable String listPrice) {
        draft.variants.set(0, variant(draft.sku(0), price, listPrice, null));
        saveProduct.save(draft.done(), "test");
    }

    private void longAgo(Goods.Draft draft) {
        db.sql("""
                        UPDATE catalog.former_price SET until = until - interval '31 days'
                         WHERE variant_id = (SELECT variant_id FROM catalog.variant WHERE sku = :sku)
                        """).param("sku", draft.sku(0)).update();
    }

    private @Nullable Money lowestBefore(Goods.Draft draft) {
        return catalog.product(slugOf(draft), Language.EN)
                .orElseThrow()
                .variants()
                .getFirst()
                .lowestBefore();
    }

    private String slugOf(Goods.Draft draft) {
        return db.sql("SELECT slug FROM catalog.product WHERE code = :code")
                .param("code", draft.code)
                .query(String.class)
                .single();
    }
}
