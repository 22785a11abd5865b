package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.storm.Wire;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The process dies after it wrote an order down and before the buyer heard of it, and leaves its database behind. What
 * many deaths under load do is for {@link StormTest}.
 */
class KilledInCheckoutTest {
    @TempDir
    Path folder;

    @Test
    void anOrderWhoseAnswerWasLostIsTheSameWhenAskedForAgain() {
        var port = RunningKontor.freePort();
        var kontor = RunningKontor.start(folder, port);
        var shop = kontor.client();
        var sale = new Sale(shop, shop, shop);
        var sku = sale.findTeapot();
        var cart = sale.openCart();
        Sale.require(shop.post("/api/store/v1/carts/" + cart + "/lines", Map.of("sku", sku, "quantity", 2)), 200);
        var key = UUID.randomUUID().toString();
        try (var wire = new Wire(0, port)) {
            wire.losesAnswers(true);
            var farShop = TestShop.at(URI.create("http://127.0.0.1:" + wire.port()));
            assertThatThrownBy(() -> new Sale(farShop, farShop, farShop).place(cart, key))
                    .isInstanceOf(UncheckedIOException.class);
        }
        Await.until(() -> assertThat(numbers(kontor.database())).hasSize(1));
        kontor.kill();
        endLeases(kontor.database());

        try (var again = RunningKontor.start(folder, port)) {
            var afterwards = again.client();
            var answer = new Sale(afterwards, afterwards, afterwards).place(cart, key);
            var order = Sale.require(answer, 201);
            assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(order.path("status").asString()).isEqualTo("paid");
            var db = again.database();
            assertThat(numbers(db)).containsExactly(order.path("number").asString());
            assertThat(db.sql("SELECT sum(amount_minor) FROM payment.payment WHERE status = 'CAPTURED'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(Sale.cents(order.path("totals").path("total")));
            Await.until(
                    Duration.ofMinutes(1),
                    () -> assertThat(db.sql(
                                            "SELECT status || ' ' || held FROM inventory.reservation JOIN inventory.reservation_line USING (order_id)")
                                    .query(String.class)
                                    .list())
                            .containsExactly("COMMITTED 2"));
        }
    }

    /** The dead process still holds its place at the events, for half a minute that nobody needs to wait for. */
    private static void endLeases(JdbcClient db) {
        db.sql("SELECT table_schema FROM information_schema.tables WHERE table_name = 'subscription'")
                .query(String.class)
                .list()
                .forEach(schema -> db.sql("UPDATE " + schema + ".subscription SET leased_until = now()")
                        .update());
    }

    private static List<String> numbers(JdbcClient db) {
        return db.sql(
                        "SELECT number FROM trade.orders JOIN trade.order_standing USING (order_id) WHERE status = 'PAID'")
                .query(String.class)
                .list();
    }
}
