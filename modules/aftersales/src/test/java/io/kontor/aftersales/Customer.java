package io.kontor.aftersales;

import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Somebody who bought something and has it at home, speaking HTTP to the shop as a guest with the order's token; and the shop's staff. */
public final class Customer {
    private static final String ORDERS = "/api/store/v1/orders/";

    private final TestShop shop;
    private String staff;
    public final String number;
    private final String token;

    private Customer(TestShop shop, String staff, JsonNode order) {
        this.shop = shop;
        this.staff = staff;
        this.number = order.path("number").asString();
        this.token = order.path("accessToken").asString();
    }

    /** The same buyer, looking at the other order of the checkout. */
    public Customer sister() {
        var group = order().path("group").path("orders");
        for (var other : group) {
            if (!other.path("number").asString().equals(number)) {
                return new Customer(
                        shop, staff, require(get(ORDERS + other.path("number").asString()), 200));
            }
        }
        throw new AssertionError("Nothing was ordered with it: " + group);
    }

    /** Bought these units of each SKU, which were shipped and received. */
    public static Customer received(TestShop shop, int units, String... skus) {
        return shipped(shop, units, skus).receive();
    }

    /** The goods arrived. */
    public Customer receive() {
        require(post("/api/store/v1/orders/" + number + "/receipt", null), 200);
        return this;
    }

    public static Customer shipped(TestShop shop, int units, String... skus) {
        return paid(shop, units, skus).ship();
    }

    /** Staff hands everything to a carrier. */
    public Customer ship() {
        require(
                asStaff(
                        "/api/admin/v1/orders/" + number + "/shipments",
                        Map.of("carrier", "sf-express", "trackingNumber", "SF" + number)),
                201);
        return this;
    }

    public static Customer paid(TestShop shop, int units, String... skus) {
        return paying(shop, "capture", units, skus);
    }

    /** A member, by the cookie of its session. */
    public static Customer paidBy(TestShop shop, String member, int units, String... skus) {
        return paying(shop, "capture", units, skus, "Cookie", member);
    }

    /** Pays by a sandbox that does this. */
    public static Customer paying(TestShop shop, String outcome, int units, String... skus) {
        return paying(shop, outcome, units, skus, "Accept-Language", "en");
    }

    /** Pays with a gift card first. */
    public static Customer paidWith(TestShop shop, String card, int units, String... skus) {
        return paying(shop, "capture", units, skus, "Accept-Language", "en", card);
    }

    private static Customer paying(
            TestShop shop, String outcome, int units, String[] skus, String header, String value, String... coupons) {
        var cart = require(shop.post("/api/store/v1/carts", Map.of(), header, value), 201)
                .path("id")
                .asString();
        for (var sku : skus) {
            require(
                    shop.post(
                            "/api/store/v1/carts/" + cart + "/lines",
                            Map.of("sku", sku, "quantity", units),
                            header,
                            value),
                    200);
        }
        var order = require(
                shop.post(
                        "/api/store/v1/orders",
                        Map.of(
                                "cartId", cart,
                                "contact", Map.of("email", "lena@example.com"),
                                "address",
                                        Map.of(
                                                "name", "王小明",
                                                "phone", "13800138000",
                                                "country", "CN",
                                                "region", "上海",
                                                "city", "上海",
                                                "line1", "衡山路 1 号"),
                                "deliveryMethod", "standard",
                                "coupons", List.of(coupons),
                                "payment", Map.of("method", "sandbox", "outcome", outcome)),
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        header,
                        value),
                201);
        return new Customer(shop, Members.admin(shop), order);
    }

    /** Puts a product with one variant on sale and answers its SKU. */
    public static String product(TestShop shop, String price, int onHand) {
        return product(shop, price, onHand, List.of());
    }

    public static String product(TestShop shop, String price, int onHand, List<String> categories) {
        var sku = "TEAPOT-" + UUID.randomUUID();
        save(
                shop,
                sku,
                categories,
                List.of(),
                List.of(new ProductDraft.Variant(sku, Map.of(), Money.parse(price, "CNY"), null, 400, 0, null, null)));
        shop.bean(Inventory.class).count(List.of(new Inventory.Count(sku, onHand, "stocktaking")));
        return sku;
    }

    /** Puts a product on sale in sizes, ten of each; answers its SKUs in the order of the prices. */
    public static List<String> sizes(TestShop shop, String... prices) {
        var code = "COAT-" + UUID.randomUUID().toString().substring(0, 8);
        var values = new ArrayList<ProductDraft.Value>();
        var variants = new ArrayList<ProductDraft.Variant>();
        for (var at = 0; at < prices.length; at++) {
            var size = "size-" + at;
            values.add(new ProductDraft.Value(size, Text.of("en", "Size " + at), null));
            variants.add(new ProductDraft.Variant(
                    code + "-" + at, Map.of("size", size), Money.parse(prices[at], "CNY"), null, 400, 0, null, null));
        }
        save(shop, code, List.of(), List.of(new ProductDraft.Option("size", Text.of("en", "Size"), values)), variants);
        var skus = variants.stream().map(ProductDraft.Variant::sku).toList();
        skus.forEach(sku -> shop.bean(Inventory.class).count(List.of(new Inventory.Count(sku, 10, "stocktaking"))));
        return skus;
    }

    private static void save(
            TestShop shop,
            String code,
            List<String> categories,
            List<ProductDraft.Option> options,
            List<ProductDraft.Variant> variants) {
        shop.bean(SaveProduct.class)
                .save(
                        new ProductDraft(
                                code.toLowerCase(),
                                null,
                                null,
                                categories,
                                new Text(Map.of("zh", "红茶壶", "en", "Red teapot")),
                                Text.of("en", "For two"),
                                Text.of("en", "<p>For two</p>"),
                                options,
                                variants,
                                List.of(),
                                List.of(),
                                true,
                                null),
                        "test");
    }

    public int available(String sku) {
        return shop.bean(Inventory.class).available(List.of(sku)).getFirst().available();
    }

    public Answer get(String path) {
        return shop.get(path, "Authorization", "Bearer " + token, "Accept-Language", "en");
    }

    public Answer post(String path, Object body, String... more) {
        var headers = new ArrayList<>(List.of("Authorization", "Bearer " + token, "Accept-Language", "en"));
        headers.addAll(List.of(more));
        return shop.post(path, body, headers.toArray(String[]::new));
    }

    public JsonNode order() {
        return require(get("/api/store/v1/orders/" + number), 200);
    }

    public String returns() {
        return "/api/store/v1/orders/" + number + "/returns";
    }

    public JsonNode choices() {
        return require(get(returns() + "/choices"), 200);
    }

    /** What to ask for: units of the order's first line. */
    public Map<String, Object> wanted(String kind, String reason, int units) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("kind", kind);
        wanted.put("reason", reason);
        wanted.put("words", "The spout is broken.");
        wanted.put(
                "lines",
                List.of(Map.of(
                        "lineId", order().path("lines").path(0).path("id").asString(), "quantity", units)));
        return wanted;
    }

    /** Asks for one unit of the first line to be exchanged for another variant. */
    public Map<String, Object> exchangeFor(String sku) {
        var wanted = wanted("exchange", "wrong-size", 1);
        wanted.put(
                "lines",
                List.of(Map.of(
                        "lineId",
                        order().path("lines").path(0).path("id").asString(),
                        "quantity",
                        1,
                        "wantedSku",
                        sku)));
        return wanted;
    }

    public JsonNode quote(String kind, String reason, int units) {
        var wanted = wanted(kind, reason, units);
        wanted.remove("words");
        return require(post(returns() + "/quote", wanted), 200);
    }

    public Answer ask(String kind, String reason, int units) {
        return ask(wanted(kind, reason, units), UUID.randomUUID().toString());
    }

    public Answer ask(Map<String, Object> wanted, String key) {
        return post(returns(), wanted, "Idempotency-Key", key);
    }

    /** Asks, and answers the request's number. */
    public String asked(String kind, String reason, int units) {
        return require(ask(kind, reason, units), 201).path("number").asString();
    }

    public JsonNode request(String request) {
        return require(get(returns() + "/" + request), 200);
    }

    public String status(String request) {
        return request(request).path("status").asString();
    }

    public Answer act(String request, String what, Object body) {
        return post(returns() + "/" + request + "/" + what, body);
    }

    public Answer sendParcel(String request) {
        return act(request, "parcel", Map.of("carrier", "zto", "trackingNumber", "Z" + request));
    }

    public Answer asStaff(String path, Object body, String... more) {
        var headers = new ArrayList<>(List.of(
                "Accept-Language", "en", "Idempotency-Key", UUID.randomUUID().toString()));
        headers.addAll(List.of(more));
        return signedIn(() -> {
            var all = new ArrayList<>(headers);
            all.addAll(List.of("Cookie", staff));
            return shop.post(path, body, all.toArray(String[]::new));
        });
    }

    /** Staff changes how many there shall be of each SKU. */
    public Answer change(Map<String, Integer> quantities) {
        var path = "/api/admin/v1/orders/" + number;
        var version = require(staffGet(path), 200).path("version").asInt();
        return asStaff(path + "/line-changes", lines(quantities), "If-Match", "\"" + version + "\"");
    }

    /** What would become of it. */
    public Answer previewChange(Map<String, Integer> quantities) {
        return asStaff("/api/admin/v1/orders/" + number + "/line-changes/previews", lines(quantities));
    }

    private static Map<String, Object> lines(Map<String, Integer> quantities) {
        return Map.of(
                "lines",
                quantities.entrySet().stream()
                        .map(one -> Map.of("sku", one.getKey(), "quantity", one.getValue()))
                        .toList(),
                "reason",
                "asked on the phone");
    }

    /** Pays what was added to it. */
    public Answer payRest() {
        return post(
                ORDERS + number + "/payments",
                Map.of("method", "sandbox", "outcome", "capture"),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    /** A session ends when a test sets the clock forward by days. */
    private Answer signedIn(Supplier<Answer> call) {
        var answer = call.get();
        if (answer.status() != 401) {
            return answer;
        }
        staff = Members.admin(shop);
        return call.get();
    }

    /** An action of staff on a request. */
    public Answer staff(String request, String action, Object body) {
        return asStaff("/api/admin/v1/returns/" + request + "/" + action, body);
    }

    public JsonNode staffView(String request) {
        return require(staffGet("/api/admin/v1/returns/" + request), 200);
    }

    public Answer staffGet(String path) {
        return signedIn(() -> shop.get(path, "Cookie", staff));
    }

    public Answer receive(String request, int good, int damaged) {
        return receive(request, good, damaged, "");
    }

    /** @param location of the shop's; empty: where the goods were shipped from */
    public Answer receive(String request, int good, int damaged, String location) {
        var line = staffView(request).path("lines").path(0).path("lineId").asString();
        var lines = List.of(Map.of("lineId", line, "good", good, "damaged", damaged));
        return staff(request, "receipt", Map.of("lines", lines, "location", location));
    }

    public Answer photo(byte[] bytes) {
        var start =
                "--end\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";
        var body = List.of(
                start.getBytes(StandardCharsets.UTF_8), bytes, "\r\n--end--\r\n".getBytes(StandardCharsets.UTF_8));
        return shop.exchange(
                "/api/store/v1/orders/" + number + "/return-photos",
                request -> request.POST(HttpRequest.BodyPublishers.ofByteArrays(body))
                        .setHeader("Content-Type", "multipart/form-data; boundary=end")
                        .setHeader("Authorization", "Bearer " + token));
    }

    public static JsonNode require(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + ", got " + answer.status() + ": " + answer.body());
        }
        return answer.json();
    }

    public static String problem(Answer answer) {
        return answer.status() + " " + answer.json().path("type").asString().replace("/problems/", "");
    }

    public static long cents(JsonNode money) {
        return Long.parseLong(money.path("amount").asString().replace(".", ""));
    }
}
