package io.kontor.catalog.product;

import static io.kontor.catalog.Goods.teapot;
import static io.kontor.catalog.Goods.variant;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What shoppers are answered, kept answers included. */
@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class ProductAnswerTest {
    private final SaveProduct saveProduct;
    private final TestShop shop;

    ProductAnswerTest(SaveProduct saveProduct, TestShop shop) {
        this.saveProduct = saveProduct;
        this.shop = shop;
    }

    @Test
    void aKeptAnswerShowsANewPriceOnceItIsTold() {
        var pot = teapot();
        var path =
                "/api/store/v1/products/" + saveProduct.save(pot.done(), "test").slug();
        var before = shop.get(path);
        assertThat(before.json()
                        .path("variants")
                        .get(0)
                        .path("price")
                        .path("amount")
                        .asString())
                .isEqualTo("129.00");
        assertThat(shop.get(path, "If-None-Match", before.header("ETag")).status())
                .isEqualTo(304);
        pot.variants.set(0, variant(pot.sku(0), "88.00", null, null));
        saveProduct.save(pot.done(), "test");
        Await.until(() -> assertThat(
                        shop.get(path).json().path("priceFrom").path("amount").asString())
                .isEqualTo("88.00"));
    }

    @Test
    void anAnswerIsKeptUntilSomethingIsTold(JdbcClient db) {
        var pot = teapot();
        var saved = saveProduct.save(pot.done(), "test");
        var path = "/api/store/v1/products/" + saved.slug();
        var prices = new AtomicInteger();
        // The event of the save itself drops what was answered before it was heard, so the first tries may fail.
        Await.until(() -> {
            var first = shop.get(path).body();
            db.sql(
                            "UPDATE catalog.price SET price_minor = :price, list_price_minor = NULL FROM catalog.variant WHERE variant.variant_id = price.variant_id AND sku = :sku")
                    .param("price", prices.incrementAndGet())
                    .param("sku", pot.sku(0))
                    .update();
            assertThat(shop.get(path).body()).isEqualTo(first);
        });
    }

    @Test
    void aKeptAnswerShowsChangedStock(Inventory inventory) {
        var pot = teapot();
        var path =
                "/api/store/v1/products/" + saveProduct.save(pot.done(), "test").slug();
        Await.until(() -> assertThat(shop.get(path)
                        .json()
                        .path("variants")
                        .get(0)
                        .path("available")
                        .asInt())
                .isEqualTo(10));
        inventory.count(List.of(new Inventory.Count(pot.sku(0), 3, "test")));
        Await.until(() -> assertThat(shop.get(path)
                        .json()
                        .path("variants")
                        .get(0)
                        .path("available")
                        .asInt())
                .isEqualTo(3));
    }

    @Test
    void speaksTheLanguageOfWhoAsks() {
        var pot = teapot();
        var path =
                "/api/store/v1/products/" + saveProduct.save(pot.done(), "test").slug();
        assertThat(shop.get(path, "Accept-Language", "zh-CN")
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("茶壶 " + pot.code);
        assertThat(shop.get(path, "Accept-Language", "en").json().path("name").asString())
                .isEqualTo("Teapot " + pot.code);
        assertThat(shop.get(path + "?lang=zh").json().path("name").asString()).isEqualTo("茶壶 " + pot.code);
    }

    @Test
    void refusesAnAddressThatLeadsToNoProductOnSale() {
        var draft = teapot();
        draft.published = false;
        var slug = saveProduct.save(draft.done(), "test").slug();
        for (var one : List.of(slug, "no-such-product", "a%00b", "%E8%8C%B6%E5%A3%B6")) {
            var answer = shop.get("/api/store/v1/products/" + one);
            assertThat(answer.status()).isIn(400, 404);
        }
        assertThat(shop.get("/api/store/v1/products/no-such-product")
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/product-not-found");
    }
}
