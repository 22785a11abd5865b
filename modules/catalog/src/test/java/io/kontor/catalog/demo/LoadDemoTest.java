package io.kontor.catalog.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import org.junit.jupiter.api.Test;

@KontorTest(
        value = {InventoryModule.class, CatalogModule.class},
        demo = true)
class LoadDemoTest {
    @Test
    void fillsAnEmptyShopWithGoodsThatCanBeBought(Catalog catalog, TestShop shop) {
        Await.until(() -> assertThat(catalog.productIds(null, 100)).hasSize(34));
        assertThat(catalog.categories()).hasSize(9).allSatisfy(category -> {
            assertThat(category.products()).isPositive();
            assertThat(shop.get(String.valueOf(category.image())).header("Content-Type"))
                    .isEqualTo("image/svg+xml");
        });
        assertThat(catalog.cards(catalog.productIds(null, 100))).hasSize(34).allSatisfy(card -> {
            assertThat(card.image()).isNotNull();
            assertThat(card.brand()).isNotNull();
            assertThat(card.name().byLanguage()).containsOnlyKeys("zh", "en");
        });
        var teapot = catalog.product("red-clay-teapot", Language.EN).orElseThrow();
        assertThat(teapot.available()).isTrue();
        assertThat(teapot.categories()).extracting(Catalog.CategoryRef::slug).containsExactly("kitchen", "tea");
    }
}
