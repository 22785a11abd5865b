package io.kontor.trade;

import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody with a basket, speaking HTTP to the shop: a guest, or a member with a session. */
public final class Buyer {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestShop shop;
    private final String[] headers;

    private Buyer(TestShop shop, String... headers) {
        this.shop = shop;
        this.headers = headers;
    }

    public static Buyer guest(TestShop shop) {
        return new Buyer(shop);
    }

    /** With a new account, signed in. */
    public static Buyer member(TestShop shop) {
        return new Buyer(shop, "Cookie", Members.shopper(shop));
    }

    /** An administrator of the shop. */
    public static Buyer admin(TestShop shop) {
        return new Buyer(shop, "Cookie", Members.admin(shop));
    }

    /** A member of staff who may do just this. */
    public static Buyer staff(TestShop shop, String... permissions) {
        return new Buyer(shop, "Cookie", Members.staff(shop, permissions));
    }

    public static String unique(String word) {
        return word + "-" + COUNT.incrementAndGet() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Puts a product with one variant on sale and answers its SKU. */
    public static String product(TestShop shop, String price, int onHand) {
        return product(shop, unique("TEAPOT"), price, onHand, true);
    }

    public static String product(TestShop shop, String sku, String price, int onHand, boolean published) {
        shop.bean(SaveProduct.class)
                .save(
                        new ProductDraft(
                                sku,
                                null,
                                null,
                                List.of(),
                                new Text(Map.of("zh", "红茶壶", "en", "Red teapot")),
                                Text.of("en", "For two"),
                                Text.of("en", "<p>For two</p>"),
                                List.of(),
                                List.of(new ProductDraft.Variant(
                                        sku, Map.of(), Money.parse(price, "CNY"), null, 400, 1_500, null, null)),
                                List.of(),
                                List.of(),
                                published,
                                null),
                        "test");
        shop.bean(Inventory.class).count(List.of(new Inventory.Count(sku, onHand, "stocktaking")));
        return sku;
    }

    /** A product with one variant that another merchant sells. */
    public static String productOf(TestShop shop, UUID merchantId, String sku, String price, int onHand) {
        product(shop, sku, price, onHand, true);
        shop.bean(JdbcClient.class)
                .sql("UPDATE catalog.product SET merchant_id = :merchantId WHERE code = :sku")
                .param("merchantId", merchantId)
                .param("sku", sku)
                .update();
        return sku;
    }

    public static int available(TestShop shop, String sku) {
        return shop.bean(Inventory.class).available(List.of(sku)).getFirst().available();
    }

    public Answer get(String path, String... more) {
        return shop.get(path, with(more));
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer post(String path, Object body, String... more) {
        return shop.post(path, body, with(more));
    }

    public Answer send(String method, String path, Object body, String... more) {
        return shop.send(method, path, body, with(more));
    }

    private String[] with(String... more) {
        var all = new ArrayList<>(List.of("Accept-Language", "en"));
        all.addAll(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    public String cart() {
        return post("/api/store/v1/carts", null).json().path("id").asString();
    }

    public Answer add(String cartId, String sku, Object quantity) {
        return post("/api/store/v1/carts/" + cartId + "/lines", Map.of("sku", sku, "quantity", quantity));
    }

    public String cartWith(String sku, int quantity) {
        var cartId = cart();
        var answer = add(cartId, sku, quantity);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return cartId;
    }

    public Map<String, Object> wanted(String cartId, String outcome) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("cartId", cartId);
        wanted.put("contact", Map.of("email", "Lena@Example.com", "phone", "+86 138 0013 8000"));
        wanted.put(
                "address",
                Map.of(
                        "name",
                        "王小明",
                        "phone",
                        "13800138000",
                        "country",
                        "CN",
                        "region",
                        "上海",
                        "city",
                        "上海",
                        "district",
                        "徐汇",
                        "line1",
                        "衡山路 1 号",
                        "postcode",
                        "200031"));
        wanted.put("deliveryMethod", "standard");
        wanted.put("payment", Map.of("method", "sandbox", "outcome", outcome));
        return wanted;
    }

    public Answer order(String cartId) {
        return place(wanted(cartId, "capture"), UUID.randomUUID().toString());
    }

    public Answer place(Object wanted, String key) {
        return post("/api/store/v1/orders", wanted, "Idempotency-Key", key);
    }

    public Answer read(String number, String accessToken) {
        return get("/api/store/v1/orders/" + number, "Authorization", "Bearer " + accessToken);
    }
}
