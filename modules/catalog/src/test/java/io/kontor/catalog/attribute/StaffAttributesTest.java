package io.kontor.catalog.attribute;

import static io.kontor.catalog.Goods.newCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class StaffAttributesTest {
    private static final String ATTRIBUTES = "/api/admin/v1/attributes";
    private static final String TYPES = "/api/admin/v1/product-types";
    private static final String CATEGORIES = "/api/admin/v1/categories";
    private static final List<Map<String, Object>> CUTS =
            List.of(choice("slim", "修身", "Slim"), choice("wide", "宽松", "Wide"));

    private final TestShop shop;
    private final String admin;

    StaffAttributesTest(TestShop shop) {
        this.shop = shop;
        this.admin = Members.admin(shop);
    }

    private static Map<String, Object> choice(String code, String zh, String en) {
        return Map.of("code", code, "name", Map.of("zh", zh, "en", en));
    }

    private static Map<String, Object> attribute(String code, String kind) {
        return new HashMap<>(Map.of("code", code, "kind", kind, "name", Map.of("zh", "属性", "en", "Attribute " + code)));
    }

    private static Map<String, Object> cut(String code) {
        var cut = attribute(code, "CHOICE");
        cut.put("choices", CUTS);
        cut.put("filterable", true);
        return cut;
    }

    private static Map<String, Object> type(String code, List<Map<String, Object>> entries) {
        return Map.of("code", code, "name", Map.of("en", "Type " + code), "attributes", entries);
    }

    private static Map<String, Object> entry(String attribute, boolean required, boolean perVariant) {
        return Map.of("attribute", attribute, "required", required, "perVariant", perVariant);
    }

    /** @return its address */
    private String make(String collection, Map<String, Object> sheet) {
        var answer = shop.post(collection, sheet, "Cookie", admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.header("Location");
    }

    private TestShop.Answer put(String path, Map<String, Object> sheet) {
        var etag = shop.get(path, "Cookie", admin).header("ETag");
        return shop.send("PUT", path, sheet, "Cookie", admin, "If-Match", etag);
    }

    private String makeCategory(String code, @Nullable String parent, @Nullable String productType) {
        var sheet = new HashMap<String, Object>(Map.of("code", code, "name", Map.of("en", "Category " + code)));
        sheet.put("parent", parent);
        sheet.put("productType", productType);
        return make(CATEGORIES, sheet);
    }

    private static void refused(TestShop.Answer answer, int status, String problem, @Nullable String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/" + problem);
        if (field != null) {
            assertThat(answer.json().path("field").asString()).as(answer.body()).isEqualTo(field);
        }
    }

    private static List<String> each(JsonNode list, String field) {
        return list.valueStream().map(one -> one.path(field).asString()).toList();
    }

    @Test
    void aCategoryHasTheAttributesOfItsTypeAndOfThoseAboveIt() {
        var code = newCode();
        var width = attribute(code + "-width", "NUMBER");
        width.put("unit", "mm");
        make(ATTRIBUTES, width);
        make(ATTRIBUTES, cut(code + "-cut"));
        make(ATTRIBUTES, attribute(code + "-care", "FILE"));
        make(
                TYPES,
                type(code + "-a", List.of(entry(code + "-width", false, true), entry(code + "-cut", false, false))));
        make(TYPES, type(code + "-b", List.of(entry(code + "-care", true, false), entry(code + "-cut", true, false))));
        makeCategory(code, null, code + "-a");
        makeCategory(code + "-between", code, null);
        var below = makeCategory(code + "-below", code + "-between", code + "-b");
        var schema = shop.get(below + "/schema", "Cookie", admin).json();
        assertThat(schema.path("productTypes").valueStream().map(JsonNode::asString))
                .containsExactly(code + "-a", code + "-b");
        var lines = schema.path("attributes");
        assertThat(each(lines, "attribute")).containsExactly(code + "-width", code + "-cut", code + "-care");
        assertThat(each(lines, "kind")).containsExactly("NUMBER", "CHOICE", "FILE");
        assertThat(each(lines, "required")).containsExactly("false", "true", "true");
        assertThat(each(lines, "perVariant")).containsExactly("true", "false", "false");
        assertThat(each(lines, "productType")).containsExactly(code + "-a", code + "-b", code + "-b");
        assertThat(lines.path(0).path("unit").asString()).isEqualTo("mm");
        assertThat(each(lines.path(1).path("choices"), "code")).containsExactly("slim", "wide");
        // A form that does not know of types leaves the type alone; an empty one takes it away.
        var renamed = new HashMap<String, Object>(Map.of("name", Map.of("en", "New name")));
        renamed.put("parent", code + "-between");
        assertThat(put(below, renamed).json().path("productType").asString()).isEqualTo(code + "-b");
        renamed.put("productType", "");
        assertThat(put(below, renamed).json().path("productType").isNull()).isTrue();
        assertThat(each(shop.get(below + "/schema", "Cookie", admin).json().path("attributes"), "attribute"))
                .containsExactly(code + "-width", code + "-cut");
        renamed.put("productType", "no-such-type");
        refused(put(below, renamed), 422, "invalid-category", "productType");
    }

    @Test
    void whatIsInUseNeitherGoesNorBecomesSomethingElse() {
        var code = newCode();
        var cut = make(ATTRIBUTES, cut(code));
        var type = make(TYPES, type(code, List.of(entry(code, true, false))));
        var category = makeCategory(code, null, code);
        refused(put(cut, attribute(code, "TEXT")), 409, "attribute-in-use", "kind");
        var fewer = cut(code);
        fewer.put("choices", CUTS.subList(0, 1));
        refused(put(cut, fewer), 409, "attribute-in-use", "choices");
        refused(shop.send("DELETE", cut, null, "Cookie", admin), 409, "attribute-in-use", null);
        refused(shop.send("DELETE", type, null, "Cookie", admin), 409, "product-type-in-use", null);
        var more = cut(code);
        more.put(
                "choices", List.of(choice("straight", "直筒", "Straight"), CUTS.get(1), choice("slim", "瘦", "Slim fit")));
        assertThat(each(put(cut, more).json().path("choices"), "code")).containsExactly("straight", "wide", "slim");
        assertThat(shop.send("DELETE", category, null, "Cookie", admin).status())
                .isEqualTo(204);
        assertThat(shop.send("DELETE", type, null, "Cookie", admin).status()).isEqualTo(204);
        assertThat(put(cut, attribute(code, "TEXT")).status()).isEqualTo(200);
        assertThat(shop.send("DELETE", cut, null, "Cookie", admin).status()).isEqualTo(204);
        refused(shop.send("DELETE", cut, null, "Cookie", admin), 404, "attribute-not-found", null);
    }

    @Test
    void theSecondOfTwoEditorsIsTold() {
        var code = newCode();
        var cut = make(ATTRIBUTES, cut(code));
        var type = make(TYPES, type(code, List.of(entry(code, true, false))));
        for (var path : new String[] {cut, type}) {
            var sheet = path.equals(cut) ? cut(code) : type(code, List.of());
            assertThat(shop.send("PUT", path, sheet, "Cookie", admin).status()).isEqualTo(428);
            assertThat(shop.send("PUT", path, sheet, "Cookie", admin, "If-Match", "\"99\"")
                            .status())
                    .isEqualTo(412);
        }
        var before = shop.get(type, "Cookie", admin).header("ETag");
        var same = put(type, type(code, List.of(entry(code, true, false))));
        assertThat(same.header("ETag")).isEqualTo(before);
        assertThat(put(type, type(code, List.of())).json().path("attributes").isEmpty())
                .isTrue();
        refused(shop.post(ATTRIBUTES, cut(code), "Cookie", admin), 409, "code-taken", null);
        refused(shop.post(TYPES, type(code, List.of()), "Cookie", admin), 409, "code-taken", null);
    }

    @Test
    void everyMistakeIsRefusedWithItsField() {
        var code = newCode();
        make(ATTRIBUTES, attribute(code + "-text", "TEXT"));
        var named = "\"code\":\"" + code + "\",\"name\":{\"en\":\"x\"}";
        Map.of(
                        "{}",
                        "code",
                        "{\"code\":\"a b\",\"kind\":\"TEXT\",\"name\":{\"en\":\"x\"}}",
                        "code",
                        "{\"code\":\"" + code + "\",\"kind\":\"TEXT\"}",
                        "name",
                        "{" + named + "}",
                        "kind",
                        "{" + named + ",\"kind\":\"TEXT\",\"unit\":\"mm\"}",
                        "unit",
                        "{" + named + ",\"kind\":\"NUMBER\",\"unit\":\"a\\u0000b\"}",
                        "unit",
                        "{" + named + ",\"kind\":\"CHOICES\"}",
                        "choices",
                        "{" + named + ",\"kind\":\"DATE\",\"choices\":[{\"code\":\"a\",\"name\":{\"en\":\"A\"}}]}",
                        "choices",
                        "{" + named + ",\"kind\":\"CHOICE\",\"choices\":[{\"code\":\"a\"}]}",
                        "choices[0].name",
                        "{" + named
                                + ",\"kind\":\"CHOICE\",\"choices\":[{\"code\":\"a\",\"name\":{\"en\":\"A\"},\"swatch\":\"red\"}]}",
                        "choices[0].swatch")
                .forEach((body, field) ->
                        refused(shop.post(ATTRIBUTES, body, "Cookie", admin), 422, "invalid-attribute", field));
        refused(
                shop.post(
                        ATTRIBUTES,
                        "{" + named
                                + ",\"kind\":\"CHOICE\",\"choices\":[{\"code\":\"a\",\"name\":{\"en\":\"A\"}},{\"code\":\"a\",\"name\":{\"en\":\"B\"}}]}",
                        "Cookie",
                        admin),
                422,
                "invalid-attribute",
                "choices[1].code");
        var twice = entry(code + "-text", true, false);
        refused(
                shop.post(TYPES, type(code, List.of(twice, twice)), "Cookie", admin),
                422,
                "invalid-product-type",
                "attributes[1].attribute");
        refused(
                shop.post(TYPES, type(code, List.of(entry("no-such-attribute", true, false))), "Cookie", admin),
                422,
                "invalid-product-type",
                "attributes[0].attribute");
        var many = IntStream.range(0, 101)
                .mapToObj(number -> entry("a" + number, false, false))
                .toList();
        refused(shop.post(TYPES, type(code, many), "Cookie", admin), 422, "invalid-product-type", "attributes");
    }
}
