package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Later;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whether a SKU is sold beyond what is there, until which day, and what staff sees of it. */
@KontorTest(InventoryModule.class)
class BacklogPolicyTest extends BacklogCase {
    BacklogPolicyTest(Inventory inventory, JdbcClient db, MovableClock clock, TestShop shop) {
        super(inventory, db, clock, shop);
    }

    @Test
    void withoutAPolicyOnlyWhatIsThereIsSold() {
        stock(3);
        assertThat(reserve(order, 4)).isInstanceOf(Denied.class);
        backOrder(5, 10);
        policy("""
                {"kind": "NONE", "most": 0}""");
        assertThat(reserve(order, 4)).isInstanceOf(Denied.class);
        assertThat(promises(reserve(order, 3))).isEmpty();
    }

    @Test
    void aDayThatHasPassedIsPromisedToNobody() {
        preOrder(2, today());
        assertThat(available().available()).isEqualTo(2);
        daysPass(1);
        assertThat(available()).isEqualTo(new Availability(teapot, 0));
        assertThat(reserve(order, 1)).isInstanceOf(Denied.class);
    }

    @Test
    void aDayIsOverAtMidnightInTheShop() {
        var day = today().plusDays(1);
        preOrder(2, day);
        clock.advance(Duration.between(
                clock.instant(), day.plusDays(1).atStartOfDay(SHOP).toInstant().minusSeconds(1)));
        assertThat(available().later()).isEqualTo(new Later(true, day));
        clock.advance(Duration.ofSeconds(1));
        assertThat(available()).isEqualTo(new Availability(teapot, 0));
        backOrder(2, 1);
        assertThat(promises(reserve(order, 1))).containsExactly(new Promise(teapot, 1, day.plusDays(2)));
    }

    @Test
    void refusesWhatIsNoPolicy() {
        for (var wrong : List.of(
                "{}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 0, \"days\": 3}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 1000000, \"days\": 3}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5, \"days\": 0}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5, \"days\": 366}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5, \"days\": 3, \"on\": \"%s\"}".formatted(today()),
                "{\"kind\": \"PRE_ORDER\", \"most\": 5, \"days\": 3}",
                "{\"kind\": \"PRE_ORDER\", \"most\": 5, \"on\": \"%s\"}".formatted(today().minusDays(1)),
                "{\"kind\": \"NONE\", \"most\": 0, \"days\": 3}",
                "{\"kind\": \"MAYBE\", \"most\": 5, \"days\": 3}")) {
            assertThat(put(teapot, wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(available()).isEqualTo(new Availability(teapot, 0));
    }

    @Test
    void staffSeesWhoWaitsWhatIsOverdueAndWhoDecidedIt() {
        backOrder(5, 3);
        backOrder(6, 3);
        reserve(order, 2);
        inventory.commit(List.of(order));
        assertThat(get("/api/admin/v1/stock/" + teapot + "/policy")
                        .path("changes")
                        .size())
                .isEqualTo(2);
        var waiting = get("/api/admin/v1/stock/" + teapot + "/backlog").path("items");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.get(0).path("orderId").asString()).isEqualTo(order.toString());
        assertThat(waiting.get(0).path("paid").asBoolean()).isTrue();
        assertThat(waiting.get(0).path("overdue").asBoolean()).isFalse();
        assertThat(overdue()).isEmpty();
        daysPass(4);
        assertThat(overdue()).containsEntry(teapot, 2);
        assertThat(shop.get("/api/admin/v1/stock/backlog", "Authorization", "Bearer staff:orders.read")
                        .status())
                .isEqualTo(403);
        assertThat(shop.send(
                                "PUT",
                                "/api/admin/v1/stock/" + teapot + "/policy",
                                "{}",
                                "Authorization",
                                "Bearer staff:inventory.read")
                        .status())
                .isEqualTo(403);
    }

    /** All that was promised was promised earlier; the clock stays, since other processes go by their own. */
    private void daysPass(int days) {
        db.sql("UPDATE inventory.stock SET promised_on = promised_on - :days WHERE sku = :sku")
                .param("days", days)
                .param("sku", teapot)
                .update();
        db.sql("UPDATE inventory.reservation_line SET promised_on = promised_on - :days WHERE sku = :sku")
                .param("days", days)
                .param("sku", teapot)
                .update();
    }

    private Map<String, Integer> overdue() {
        var found = new HashMap<String, Integer>();
        get("/api/admin/v1/stock/backlog?overdue=true&limit=200")
                .path("items")
                .forEach(row -> found.put(
                        row.path("sku").asString(), row.path("overdue").asInt()));
        found.keySet().retainAll(List.of(teapot));
        return found;
    }

    private JsonNode get(String path) {
        return shop.get(path, "Authorization", STAFF).json();
    }
}
