package io.kontor.catalog.product;

import static io.kontor.catalog.Goods.newCode;
import static io.kontor.catalog.Goods.teapot;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Terms;
import io.kontor.catalog.CatalogModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class TermsTest {
    private static final String PRODUCTS = "/api/admin/v1/products/";

    @Test
    void findsTheQuantitiesThatAreSold() {
        var terms = new Terms(null, 5, 20, 6, null, null);
        assertThat(terms.least()).isEqualTo(6);
        assertThat(terms.most(999)).isEqualTo(18);
        assertThat(terms.most(17)).isEqualTo(12);
        assertThat(terms.most(5)).isZero();
        assertThat(Terms.USUAL.least()).isEqualTo(1);
        assertThat(Terms.USUAL.most(7)).isEqualTo(7);
    }

    @Test
    void staffSaysHowAProductIsSoldAndAnImportKeepsIt(TestShop shop, SaveProduct saveProduct, Catalog catalog) {
        var draft = teapot(newCode()).done();
        var saved = saveProduct.save(draft, "test");
        var sku = draft.variants().getFirst().sku();
        assertThat(catalog.offers(List.of(sku)).getFirst().terms()).isNull();
        put(
                shop,
                saved.productId().toString(),
                "{\"min\":2,\"step\":2,\"buyerMax\":6,\"buyerDays\":30,\"taxClass\":\"reduced\"}");
        var terms = new Terms("reduced", 2, null, 2, 6, 30);
        assertThat(catalog.offers(List.of(sku)).getFirst().terms()).isEqualTo(terms);
        var shown = shop.get("/api/store/v1/products/" + saved.slug()).json();
        assertThat(shown.path("terms").path("step").asInt()).isEqualTo(2);
        saveProduct.save(draft, "test");
        assertThat(catalog.offers(List.of(sku)).getFirst().terms()).isEqualTo(terms);
        put(shop, saved.productId().toString(), "{}");
        assertThat(catalog.offers(List.of(sku)).getFirst().terms()).isNull();
    }

    @Test
    void refusesTermsThatSellNothing(TestShop shop, SaveProduct saveProduct) {
        var saved = saveProduct.save(teapot(newCode()).done(), "test");
        for (var wrong : List.of(
                "{\"min\":0}",
                "{\"max\":1000}",
                "{\"step\":-1}",
                "{\"min\":5,\"max\":4}",
                "{\"min\":5,\"max\":7,\"step\":4}",
                "{\"buyerMax\":3}",
                "{\"buyerDays\":3}",
                "{\"buyerMax\":3,\"buyerDays\":3651}",
                "{\"taxClass\":\"No Spaces\"}")) {
            assertThat(status(shop, saved.productId().toString(), wrong))
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    private static void put(TestShop shop, String productId, String terms) {
        assertThat(status(shop, productId, terms)).isEqualTo(200);
    }

    private static int status(TestShop shop, String productId, String terms) {
        var admin = Members.admin(shop);
        var found = shop.get(PRODUCTS + productId, "Cookie", admin);
        var sheet = (ObjectNode) found.json();
        sheet.set("terms", tools.jackson.databind.json.JsonMapper.shared().readTree(terms));
        return shop.send(
                        "PUT",
                        PRODUCTS + productId,
                        sheet.toString(),
                        "Cookie",
                        admin,
                        "If-Match",
                        found.header("ETag"))
                .status();
    }
}
