package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstSaleTest {
    @TempDir
    Path folder;

    @WholeHouse
    static class InOneProcess {
        @Test
        void isMade(TestShop shop) {
            new Sale(shop, shop, shop).make();
        }
    }

    /** Two processes, a database each: catalogue, stock, money and people here, trade and the shop's pages there. */
    @Test
    void isMadeThroughTwoProcesses() {
        var first = RunningKontor.freePort();
        var second = RunningKontor.freePort();
        var here = "http://127.0.0.1:" + first;
        try (var left = RunningKontor.start(
                        folder.resolve("left"),
                        first,
                        "--kontor.modules=identity,inventory,catalog,search,payment",
                        "--kontor.db.url=" + TestDatabase.create());
                var right = RunningKontor.start(
                        folder.resolve("right"),
                        second,
                        "--kontor.modules=membership,fulfilment,trade,aftersales,storefront,backoffice",
                        "--kontor.db.url=" + TestDatabase.create(),
                        "--kontor.remote.identity=" + here,
                        "--kontor.remote.inventory=" + here,
                        "--kontor.remote.catalog=" + here,
                        "--kontor.remote.search=" + here,
                        "--kontor.remote.payment=" + here)) {
            assertThat(left.client().post("/api/store/v1/carts", "{}").status()).isEqualTo(404);
            new Sale(left.client(), right.client(), left.client()).make();
            // One runs there, the other is asked from there.
            for (var module : List.of("trade", "catalog")) {
                assertThat(right.client()
                                .get("/actuator/health/modules/" + module)
                                .status())
                        .isEqualTo(200);
            }
            assertThat(right.client().get("/en/").body()).contains("<title>").contains("/en/");
        }
    }
}
