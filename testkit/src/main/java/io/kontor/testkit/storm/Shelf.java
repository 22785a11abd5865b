package io.kontor.testkit.storm;

import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What can be bought in a storm.
 *
 * @param skus with plenty of stock
 * @param scarce the SKU that everybody wants and that runs out
 * @param paths pages of the goods in the store API
 */
public record Shelf(List<String> skus, String scarce, List<String> paths) {
    private static final int PLENTY = 1_000_000;
    private static final int WANTED = 7;
    private static final int MERCHANTS = 3;

    /**
     * Lets several merchants sell what is on it, so that what is bought together is often an order for each. No screen says
     * yet whose goods a product is.
     */
    public static void share(Shelf shelf, Connection db) throws SQLException {
        try (var statement = db.prepareStatement("""
                UPDATE catalog.product SET merchant_id = CAST(? AS uuid)
                 WHERE product_id = (SELECT product_id FROM catalog.variant WHERE sku = ?)
                """)) {
            for (var at = 0; at < shelf.skus().size(); at++) {
                if (at % MERCHANTS > 0) {
                    statement.setString(1, new UUID(0x8000L, 0x8000_0000_0000_0000L + at % MERCHANTS).toString());
                    statement.setString(2, shelf.skus().get(at));
                    statement.executeUpdate();
                }
            }
        }
    }

    /** The demo shop's goods, counted anew: plenty of some, few of one. */
    public static Shelf fill(TestShop shop, int scarceUnits) {
        var paths = new ArrayList<String>();
        var skus = new ArrayList<String>();
        // The demo shop is loaded and indexed in the background.
        Await.until(Duration.ofMinutes(2), () -> {
            paths.clear();
            skus.clear();
            for (var found :
                    shop.get("/api/store/v1/products?limit=" + WANTED).json().path("items")) {
                var path = "/api/store/v1/products/" + found.path("slug").asString();
                paths.add(path);
                skus.add(shop.get(path)
                        .json()
                        .path("variants")
                        .path(0)
                        .path("sku")
                        .asString());
            }
            if (skus.size() < WANTED) {
                throw new AssertionError("There is nothing to buy");
            }
        });
        var scarce = skus.removeLast();
        var counts = new ArrayList<Map<String, Object>>();
        skus.forEach(sku -> counts.add(Map.of("sku", sku, "onHand", PLENTY, "reason", "stocktaking")));
        counts.add(Map.of("sku", scarce, "onHand", scarceUnits, "reason", "stocktaking"));
        var counted = shop.post("/api/admin/v1/stock/counts", counts, "Cookie", Members.admin(shop));
        if (counted.status() != 204) {
            throw new IllegalStateException("The shelf cannot be filled: " + counted.body());
        }
        return new Shelf(List.copyOf(skus), scarce, List.copyOf(paths));
    }
}
