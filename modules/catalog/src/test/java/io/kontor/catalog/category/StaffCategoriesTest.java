package io.kontor.catalog.category;

import static io.kontor.catalog.Goods.newCode;
import static io.kontor.catalog.Goods.teapot;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class StaffCategoriesTest {
    private static final String CATEGORIES = "/api/admin/v1/categories";
    private static final String BRANDS = "/api/admin/v1/brands";

    private final TestShop shop;
    private final String admin;

    StaffCategoriesTest(TestShop shop) {
        this.shop = shop;
        this.admin = Members.admin(shop);
    }

    private static Map<String, Object> category(String code, @Nullable String parent) {
        var sheet = new HashMap<String, Object>();
        sheet.put("code", code);
        sheet.put("parent", parent);
        sheet.put("name", Map.of("zh", "类别 " + code, "en", "Category " + code));
        return sheet;
    }

    private JsonNode create(String code, @Nullable String parent) {
        var answer = shop.post(CATEGORIES, category(code, parent), "Cookie", admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void aNewCategoryComesIntoTheMenuOfTheShop() {
        var code = newCode();
        shop.get("/api/store/v1/categories");
        create(code, null);
        Await.until(() -> assertThat(shop.get("/api/store/v1/categories", "Accept-Language", "en")
                        .body())
                .contains("Category " + code));
    }

    @Test
    void theTreeGrowsNoCircle() {
        var code = newCode();
        var top = create(code, null);
        create(code + "-below", code);
        var path = CATEGORIES + "/" + top.path("categoryId").asString();
        var etag = shop.get(path, "Cookie", admin).header("ETag");
        for (var parent : new String[] {code, code + "-below", "no-such-category"}) {
            var answer = shop.send("PUT", path, category(code, parent), "Cookie", admin, "If-Match", etag);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("field").asString()).isEqualTo("parent");
        }
        assertThat(shop.send("PUT", path, category(code, null), "Cookie", admin).status())
                .isEqualTo(428);
        assertThat(shop.send("PUT", path, category(code, null), "Cookie", admin, "If-Match", "\"99\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void onlyAnEmptyCategoryIsDeleted(SaveProduct saveProduct) {
        var code = newCode();
        var top = CATEGORIES + "/" + create(code, null).path("categoryId").asString();
        var below = CATEGORIES + "/"
                + create(code + "-below", code).path("categoryId").asString();
        var pot = teapot();
        pot.categories.add(code + "-below");
        saveProduct.save(pot.done(), "test");
        assertThat(shop.send("DELETE", top, null, "Cookie", admin)
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/category-in-use");
        assertThat(shop.send("DELETE", below, null, "Cookie", admin).status()).isEqualTo(409);
        pot.categories.clear();
        saveProduct.save(pot.done(), "test");
        assertThat(shop.send("DELETE", below, null, "Cookie", admin).status()).isEqualTo(204);
        assertThat(shop.send("DELETE", top, null, "Cookie", admin).status()).isEqualTo(204);
        assertThat(shop.send("DELETE", top, null, "Cookie", admin).status()).isEqualTo(404);
    }

    @Test
    void staffKeepBrands(SaveProduct saveProduct) {
        var code = newCode();
        var made = shop.post(BRANDS, Map.of("code", code, "name", Map.of("en", "Kiln " + code)), "Cookie", admin);
        assertThat(made.status()).isEqualTo(201);
        assertThat(shop.post(BRANDS, Map.of("code", code, "name", Map.of("en", "Other")), "Cookie", admin)
                        .status())
                .isEqualTo(409);
        var path = made.header("Location");
        var pot = teapot();
        pot.brand = code;
        var slug = saveProduct.save(pot.done(), "test").slug();
        assertThat(shop.get("/api/store/v1/products/" + slug)
                        .json()
                        .path("brand")
                        .path("name")
                        .asString())
                .isEqualTo("Kiln " + code);
        assertThat(shop.send(
                                "PUT",
                                path,
                                Map.of("name", Map.of("en", "Oven " + code)),
                                "Cookie",
                                admin,
                                "If-Match",
                                made.header("ETag"))
                        .status())
                .isEqualTo(200);
        Await.until(() -> assertThat(shop.get("/api/store/v1/products/" + slug)
                        .json()
                        .path("brand")
                        .path("name")
                        .asString())
                .isEqualTo("Oven " + code));
        assertThat(shop.send("DELETE", path, null, "Cookie", admin)
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/brand-in-use");
    }

    @Test
    void everyMistakeIsRefused() {
        for (var body : new String[] {
            "{}",
            "{\"code\":\"x\"}",
            "{\"code\":\"\",\"name\":{\"en\":\"x\"}}",
            "{\"code\":\"a\\u0000b\",\"name\":{\"en\":\"x\"}}",
            "{\"code\":\"" + newCode() + "\",\"name\":{\"en\":\"a\\u0000b\"}}",
            "{\"code\":\"" + newCode() + "\",\"name\":{\"fr\":\"a\"}}",
            "{\"code\":\"" + newCode() + "\",\"name\":{\"en\":\"x\"},\"image\":\"none\"}"
        }) {
            assertThat(shop.post(CATEGORIES, body, "Cookie", admin).status())
                    .as(body)
                    .isEqualTo(422);
        }
    }
}
