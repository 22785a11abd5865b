package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.category.CategoryDraft;
import io.kontor.catalog.category.SaveCategory;
import io.kontor.kernel.Text;
import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithAftersales
class WindowTest {
    private static final String WINDOWS = "/api/admin/v1/return-windows";

    @Test
    void theShortestWindowOfAProductsCategoriesCounts(TestShop shop, MovableClock clock) {
        var food = category(shop);
        var fresh = category(shop);
        var admin = Members.admin(shop);
        assertThat(put(shop, admin, food, 30)).isEqualTo(204);
        assertThat(put(shop, admin, fresh, 2)).isEqualTo(204);
        var milk = Customer.received(shop, 1, Customer.product(shop, "5.00", 10, List.of(food, fresh)));
        var rice = Customer.received(shop, 1, Customer.product(shop, "5.00", 10, List.of(food)));
        var pot = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        clock.advance(Duration.ofDays(3));
        assertThat(problem(milk.ask("return", "changed-mind", 1))).isEqualTo("409 window-closed");
        assertThat(pot.quote("return", "changed-mind", 1).path("kind").asString())
                .isEqualTo("return");
        clock.advance(Duration.ofDays(13));
        assertThat(problem(pot.ask("return", "changed-mind", 1))).isEqualTo("409 window-closed");
        assertThat(rice.ask("return", "changed-mind", 1).status()).isEqualTo(201);
    }

    @Test
    void whatMayNeverBeReturnedCanStillBeRepaired(TestShop shop) {
        var underwear = category(shop);
        assertThat(put(shop, Members.admin(shop), underwear, 0)).isEqualTo(204);
        var customer = Customer.shipped(shop, 1, Customer.product(shop, "5.00", 10, List.of(underwear)));
        assertThat(customer.choices().path("lines").path(0).path("kinds").toString())
                .isEqualTo("[\"repair\"]");
        assertThat(problem(customer.ask("return", "wrong-size", 1))).isEqualTo("409 window-closed");
    }

    @Test
    void staffSetsAndRemovesWindows(TestShop shop) {
        var tea = category(shop);
        var admin = Members.admin(shop);
        assertThat(put(shop, admin, tea, 9)).isEqualTo(204);
        assertThat(put(shop, admin, tea, 8)).isEqualTo(204);
        var all = require(shop.get(WINDOWS, "Cookie", admin), 200);
        assertThat(all.path("defaultDays").asInt()).isEqualTo(15);
        assertThat(all.path("categories").findValuesAsString("slug")).contains(tea);
        assertThat(all.path("items").findValuesAsString("category")).contains(tea);
        assertThat(put(shop, admin, tea, -1)).isEqualTo(400);
        assertThat(put(shop, admin, tea, 3_651)).isEqualTo(400);
        assertThat(put(shop, admin, "no-such-category", 3)).isEqualTo(404);
        assertThat(shop.send("DELETE", WINDOWS + "/" + tea, null, "Cookie", admin)
                        .status())
                .isEqualTo(204);
        assertThat(shop.get(WINDOWS, "Cookie", admin).json().path("items").findValuesAsString("category"))
                .doesNotContain(tea);
    }

    private static int put(TestShop shop, String admin, String category, int days) {
        return shop.send("PUT", WINDOWS + "/" + category, Map.of("days", days), "Cookie", admin)
                .status();
    }

    /** A category whose code is also its place in addresses. */
    private static String category(TestShop shop) {
        var code = "category-" + UUID.randomUUID();
        shop.bean(SaveCategory.class)
                .save(new CategoryDraft(code, code, null, Text.of("en", code), Text.EMPTY, null, 1, true));
        // The tree that is shown is kept in memory, and made anew when somebody hears of the change.
        Await.until(
                () -> assertThat(shop.get("/api/store/v1/categories").body()).contains(code));
        return code;
    }
}
