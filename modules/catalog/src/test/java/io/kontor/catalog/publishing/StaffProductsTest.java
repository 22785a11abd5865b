package io.kontor.catalog.publishing;

import static io.kontor.catalog.Goods.newCode;
import static io.kontor.catalog.Goods.teapot;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class StaffProductsTest {
    private static final String PRODUCTS = "/api/admin/v1/products";

    private final TestShop shop;
    private final SaveProduct saveProduct;
    private final String admin;

    StaffProductsTest(TestShop shop, SaveProduct saveProduct) {
        this.shop = shop;
        this.saveProduct = saveProduct;
        this.admin = Members.admin(shop);
    }

    private static Map<String, Object> sheet(String code) {
        return Map.of(
                "code", code,
                "name", Map.of("zh", "杯子 " + code, "en", "Cup " + code),
                "variants",
                        List.of(Map.of(
                                "sku",
                                code + "-1",
                                "options",
                                Map.of(),
                                "price",
                                Map.of("amount", "35.00", "currency", "CNY"),
                                "weightGrams",
                                300,
                                "onHand",
                                7)));
    }

    private JsonNode create(String code) {
        var answer = shop.post(PRODUCTS, sheet(code), "Cookie", admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void makesADraftThatShoppersDoNotSeeUntilItIsPublished(Inventory inventory) {
        var product = create(newCode());
        var path = PRODUCTS + "/" + product.path("productId").asString();
        var shown = "/api/store/v1/products/" + product.path("slug").asString();
        assertThat(product.path("status").asString()).isEqualTo("DRAFT");
        assertThat(inventory
                        .available(List.of(product.path("code").asString() + "-1"))
                        .getFirst()
                        .available())
                .isEqualTo(7);
        assertThat(shop.get(shown).status()).isEqualTo(404);
        assertThat(shop.post(path + "/publication", null, "Cookie", admin).status())
                .isEqualTo(204);
        assertThat(shop.get(shown).status()).isEqualTo(200);
        assertThat(shop.send("DELETE", path + "/publication", null, "Cookie", admin)
                        .status())
                .isEqualTo(204);
        io.kontor.testkit.Await.until(() -> assertThat(shop.get(shown).status()).isEqualTo(404));
        assertThat(shop.get(path, "Cookie", admin).json().path("status").asString())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void whatWasReadCanBeSentBackAsItIs() {
        var path = PRODUCTS + "/" + saveProduct.save(teapot().done(), "test").productId();
        var read = shop.get(path, "Cookie", admin);
        var sent = shop.send("PUT", path, read.body(), "Cookie", admin, "If-Match", read.header("ETag"));
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        assertThat(sent.json()).isEqualTo(read.json());
    }

    @Test
    void aProductOfTwoThousandVariantsIsSavedWhole() {
        var code = newCode();
        var values = IntStream.range(0, 50)
                .mapToObj(at -> Map.of("code", "v" + at, "name", Map.of("zh", "规格 " + at, "en", "Value " + at)))
                .toList();
        var variants = IntStream.range(0, 2_000)
                .mapToObj(at -> Map.of(
                        "sku",
                        code + "-" + at,
                        "options",
                        Map.of("colour", "v" + at / 40, "size", "v" + at % 40),
                        "price",
                        Map.of("amount", "35.00", "currency", "CNY"),
                        "weightGrams",
                        300,
                        "onHand",
                        at))
                .toList();
        var made = shop.post(
                PRODUCTS,
                Map.of(
                        "code",
                        code,
                        "name",
                        Map.of("zh", "杯子", "en", "Cup"),
                        "description",
                        Map.of("zh", "<p>" + "茶".repeat(40_000) + "</p>"),
                        "options",
                        List.of(
                                Map.of("code", "colour", "name", Map.of("en", "Colour"), "values", values),
                                Map.of("code", "size", "name", Map.of("en", "Size"), "values", values)),
                        "variants",
                        variants),
                "Cookie",
                admin);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var path = PRODUCTS + "/" + made.json().path("productId").asString();
        var read = shop.get(path, "Cookie", admin);
        assertThat(read.json().path("variants")).hasSize(2_000);
        var changed = (ObjectNode) read.json();
        changed.withObject("/name").put("en", "Mug");
        var sent = shop.send("PUT", path, changed, "Cookie", admin, "If-Match", read.header("ETag"));
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        assertThat(sent.json()).isEqualTo(changed);

        changed.withObject("/name").put("en", "x".repeat(4 * 1024 * 1024));
        var tooLarge = shop.send("PUT", path, changed, "Cookie", admin, "If-Match", sent.header("ETag"));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.json().path("detail").asString()).isEqualTo("A body may have 4096 KB here.");
    }

    @Test
    void twoWhoChangeTheSameVersionDoNotOverwriteEachOther() {
        var path = PRODUCTS + "/" + create(newCode()).path("productId").asString();
        var read = shop.get(path, "Cookie", admin);
        var changed = (ObjectNode) read.json();
        changed.withObject("/name").put("en", "Mine");
        assertThat(shop.send("PUT", path, changed, "Cookie", admin, "If-Match", read.header("ETag"))
                        .status())
                .isEqualTo(200);
        changed.withObject("/name").put("en", "Yours");
        assertThat(shop.send("PUT", path, changed, "Cookie", admin, "If-Match", read.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(shop.send("PUT", path, changed, "Cookie", admin).status()).isEqualTo(428);
        assertThat(shop.get(path, "Cookie", admin)
                        .json()
                        .path("name")
                        .path("en")
                        .asString())
                .isEqualTo("Mine");
    }

    @Test
    void aRepeatedCreationHappensOnce() {
        var body = sheet(newCode());
        var key = UUID.randomUUID().toString();
        var first = shop.post(PRODUCTS, body, "Cookie", admin, "Idempotency-Key", key);
        var again = shop.post(PRODUCTS, body, "Cookie", admin, "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(shop.post(PRODUCTS, body, "Cookie", admin)
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/code-taken");
    }

    @Test
    void aListGoesPageByPageWithoutRepeatingOrLosingAny() {
        var family = newCode();
        var made = new ArrayList<String>();
        for (var at = 0; at < 7; at++) {
            made.add(create(family + "-" + at).path("productId").asString());
        }
        for (var sort : List.of("name", "-name", "price", "-price", "updatedAt", "-updatedAt")) {
            var seen = new ArrayList<String>();
            var cursor = "";
            do {
                var page = shop.get(PRODUCTS + "?q=" + family + "&sort=" + sort + "&limit=2" + cursor, "Cookie", admin)
                        .json();
                page.path("items").forEach(row -> seen.add(row.path("productId").asString()));
                cursor = page.path("next").isNull()
                        ? ""
                        : "&cursor=" + page.path("next").asString();
            } while (!cursor.isEmpty());
            assertThat(seen).as(sort).containsExactlyInAnyOrderElementsOf(made);
        }
        assertThat(shop.get(PRODUCTS + "?q=" + family + "&sort=updatedAt", "Cookie", admin)
                        .json()
                        .path("items")
                        .get(0)
                        .path("productId")
                        .asString())
                .isEqualTo(made.getFirst());
    }

    @Test
    void aListFindsByNameCodeAndSkuAndTellsPricesAndStock() {
        var pot = teapot();
        saveProduct.save(pot.done(), "test");
        for (var q : List.of(
                pot.code,
                pot.sku(1).toUpperCase(java.util.Locale.ROOT),
                "Teapot%20" + pot.code,
                "%E8%8C%B6%E5%A3%B6%20" + pot.code)) {
            var row = shop.get(PRODUCTS + "?status=PUBLISHED&q=" + q, "Cookie", admin)
                    .json()
                    .path("items")
                    .get(0);
            assertThat(row.path("code").asString()).as(q).isEqualTo(pot.code);
            assertThat(row.path("price").path("amount").asString()).isEqualTo("129.00");
            assertThat(row.path("priceMax").path("amount").asString()).isEqualTo("139.00");
            assertThat(row.path("available").asInt()).isEqualTo(15);
            assertThat(row.path("variantCount").asInt()).isEqualTo(2);
        }
        assertThat(shop.get(PRODUCTS + "?status=DRAFT&q=" + pot.code, "Cookie", admin)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(shop.get(PRODUCTS + "?q=" + pot.code + "%25_%5C", "Cookie", admin)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void everyMistakeIsRefusedByNameAndNoneIsADefect() {
        var code = newCode();
        var variant = "{\"sku\":\"" + code
                + "\",\"options\":{},\"price\":{\"amount\":\"1.00\",\"currency\":\"CNY\"},\"weightGrams\":1}";
        var bodies = List.of(
                "{",
                "[]",
                "{}",
                "null",
                "{\"name\":{\"en\":\"x\"}}",
                "{\"name\":{\"en\":\"x\"},\"variants\":[null]}",
                "{\"name\":{\"en\":\"x\"},\"variants\":[{}]}",
                "{\"name\":{\"fr\":\"x\"},\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"variants\":[" + variant + "," + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"variants\":[" + variant.replace("CNY", "EUR") + "]}",
                "{\"name\":{\"en\":\"x\"},\"variants\":[" + variant.replace("1.00", "-1.00") + "]}",
                "{\"name\":{\"en\":\"x\"},\"variants\":[" + variant.replace("1.00", "1.005") + "]}",
                "{\"name\":{\"en\":\"x\"},\"variants\":["
                        + variant.replace("\"options\":{}", "\"options\":{\"size\":\"L\"}") + "]}",
                "{\"name\":{\"en\":\"x\"},\"variants\":[" + variant.replace(code, "a b") + "]}",
                "{\"name\":{\"en\":\"x\\u0000y\"},\"variants\":[" + variant + "]}",
                "{\"code\":\"a\\u0000b\",\"name\":{\"en\":\"x\"},\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"brand\":\"no\\u0000brand\",\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"brand\":\"nobody\",\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"categories\":[\"nowhere\"],\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"categories\":[null],\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"images\":[{\"media\":\"none\"}],\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"images\":[{}],\"variants\":[" + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"attributes\":[{\"code\":\"a\"},{\"code\":\"a\"}],\"variants\":[" + variant
                        + "]}",
                "{\"name\":{\"en\":\"x\"},\"options\":[{\"code\":\"size\",\"name\":{\"en\":\"Size\"}}],\"variants\":["
                        + variant + "]}",
                "{\"name\":{\"en\":\"x\"},\"unknown\":1,\"variants\":[" + variant + "]}");
        for (var body : bodies) {
            var answer = shop.post(PRODUCTS, body, "Cookie", admin);
            assertThat(answer.status()).as(body + " " + answer.body()).isBetween(400, 422);
            assertThat(answer.json().path("detail").asString()).as(body).isNotEmpty();
        }
        for (var query : List.of(
                "sort=colour",
                "limit=0",
                "limit=1000",
                "cursor=rubbish",
                "status=GONE",
                "q=" + "x".repeat(300),
                "q=a%00b",
                "category=a%00b")) {
            assertThat(shop.get(PRODUCTS + "?" + query, "Cookie", admin).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(shop.get(PRODUCTS + "/" + UUID.randomUUID(), "Cookie", admin).status())
                .isEqualTo(404);
        assertThat(shop.get(PRODUCTS + "/not-an-id", "Cookie", admin).status()).isEqualTo(400);
        assertThat(shop.post(PRODUCTS + "/" + UUID.randomUUID() + "/publication", null, "Cookie", admin)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void asksForPermissions() {
        var code = newCode();
        assertThat(shop.get(PRODUCTS).status()).isEqualTo(401);
        var reader = Members.staff(shop, "catalog.read");
        assertThat(shop.get(PRODUCTS, "Cookie", reader).status()).isEqualTo(200);
        assertThat(shop.post(PRODUCTS, sheet(code), "Cookie", reader).status()).isEqualTo(403);
        assertThat(shop.get("/api/admin/v1/categories", "Cookie", reader).status())
                .isEqualTo(200);
        assertThat(shop.post("/api/admin/v1/categories", Map.of(), "Cookie", reader)
                        .status())
                .isEqualTo(403);
        assertThat(shop.post("/api/admin/v1/brands", Map.of(), "Cookie", reader).status())
                .isEqualTo(403);
        var writer = Members.staff(shop, "catalog.write");
        var refused = shop.post(PRODUCTS, sheet(code), "Cookie", writer);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asString()).contains("inventory.write");
        assertThat(shop.get(PRODUCTS, "Cookie", Members.staff(shop, "orders.read"))
                        .status())
                .isEqualTo(403);
    }
}
