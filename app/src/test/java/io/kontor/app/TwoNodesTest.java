package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Two processes of the whole house on one database, as behind a load balancer. */
class TwoNodesTest {
    @TempDir
    Path folder;

    @Test
    void twoEditorsOfOneProductNeverMixAndBothNodesShowWhatWasSaved() {
        var url = TestShop.database(House.MODULES);
        try (var left = RunningKontor.start(
                        folder.resolve("left"), RunningKontor.freePort(), "--kontor.db.url=" + url);
                var right = RunningKontor.start(
                        folder.resolve("right"), RunningKontor.freePort(), "--kontor.db.url=" + url)) {
            var nodes = List.of(left.client(), right.client());
            var sku = new Sale(nodes.get(0), nodes.get(1), nodes.get(0)).findTeapot();
            // One sign-in is good at both.
            var admin = Members.admin(nodes.get(0));
            var found = Sale.require(nodes.get(0).get("/api/store/v1/products?q=teapot&lang=en"), 200)
                    .path("items")
                    .path(0);
            var slug = found.path("slug").asString();
            var path = "/api/admin/v1/products/" + found.path("id").asString();
            for (var round = 1; round <= 5; round++) {
                var read = nodes.get(0).get(path, "Cookie", admin);
                Sale.require(read, 200);
                var edits = new ArrayList<ObjectNode>();
                for (var node = 0; node < 2; node++) {
                    var edit =
                            (ObjectNode) nodes.get(0).get(path, "Cookie", admin).json();
                    edit.withObject("/name").put("en", "Teapot of node " + node + " in round " + round);
                    for (var variant : edit.path("variants")) {
                        ((ObjectNode) variant).withObject("/price").put("amount", round * 10 + node + ".00");
                    }
                    edits.add(edit);
                }
                var statuses = AtOnce.run(
                        2,
                        node -> nodes.get(node)
                                .send("PUT", path, edits.get(node), "Cookie", admin, "If-Match", read.header("ETag"))
                                .status());
                assertThat(statuses).containsExactlyInAnyOrder(200, 412);
                var saved = statuses.indexOf(200);
                var name = "Teapot of node " + saved + " in round " + round;
                var price = round * 10 + saved + ".00";
                for (var node : nodes) {
                    Await.until(() -> {
                        var shown = Sale.require(node.get("/api/store/v1/products/" + slug + "?lang=en"), 200);
                        assertThat(shown.path("name").asString()).isEqualTo(name);
                        assertThat(shown.path("variants"))
                                .allSatisfy(variant -> assertThat(variant.path("price")
                                                .path("amount")
                                                .asString())
                                        .isEqualTo(price));
                        assertThat(node.get("/en/p/" + slug).body()).contains(name);
                    });
                }
                // What is bought at the other node costs what was saved at this one, whatever a cache may show.
                var cart = new Sale(nodes.get(1 - saved), nodes.get(1 - saved), nodes.get(0)).openCart();
                var priced = Sale.require(
                        nodes.get(1 - saved)
                                .post("/api/store/v1/carts/" + cart + "/lines", Map.of("sku", sku, "quantity", 1)),
                        200);
                assertThat(priced.path("lines")
                                .path(0)
                                .path("price")
                                .path("amount")
                                .asString())
                        .isEqualTo(price);
            }
        }
    }
}
