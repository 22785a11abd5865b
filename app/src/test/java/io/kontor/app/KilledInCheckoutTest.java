package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.Await;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kills the process in the middle of checkouts, starts it again, and counts. */
class KilledInCheckoutTest {
    private static final int BUYERS = 8;
    private static final int BEFORE_THE_KILL = 40;

    @TempDir
    Path folder;

    private record Acknowledged(String number, String token, String total) {}

    @Test
    void everyAcknowledgedOrderIsThereAndNoReservationIsStuck() throws Exception {
        var port = RunningKontor.freePort();
        var acknowledged = new ConcurrentLinkedQueue<Acknowledged>();
        var kontor = RunningKontor.start(folder, port);
        var sku = new Sale(kontor.client(), kontor.client(), kontor.client()).findTeapot();
        kontor.database()
                .sql("UPDATE inventory.stock SET on_hand = 100000 WHERE sku = :sku")
                .param("sku", sku)
                .update();
        var onHand = 100_000;

        var dead = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var buyers = new ArrayList<Future<?>>();
            for (var i = 0; i < BUYERS; i++) {
                buyers.add(threads.submit(() -> buyUntil(dead, kontor, sku, acknowledged)));
            }
            Await.until(Duration.ofMinutes(2), () -> assertThat(acknowledged).hasSizeGreaterThan(BEFORE_THE_KILL));
            kontor.kill();
            dead.set(true);
            for (var buyer : buyers) {
                buyer.get();
            }
        }

        try (var again = RunningKontor.start(folder, port)) {
            var sale = new Sale(again.client(), again.client(), again.client());
            for (var order : acknowledged) {
                var found = Sale.require(sale.look(order.number(), order.token()), 200);
                assertThat(found.path("status").asString()).isEqualTo("paid");
                assertThat(found.path("totals").path("total").path("amount").asString())
                        .isEqualTo(order.total());
            }
            var db = again.database();
            // What was captured just before the kill is heard of now.
            Await.until(
                    Duration.ofMinutes(1),
                    () -> assertThat(
                                    count(
                                            db,
                                            "SELECT count(*) FROM payment.payment p LEFT JOIN trade.order_standing o USING (order_id) WHERE p.status = 'CAPTURED' AND (o.status IS NULL OR o.status <> 'PAID')"))
                            .isZero());
            // Time is not waited for: whatever is still held for an order that nobody finished is made due.
            db.sql("UPDATE trade.orders SET pay_before = now() - interval '1 second'")
                    .update();
            db.sql(
                            "UPDATE inventory.reservation SET expires_at = now() - interval '1 second' WHERE status = 'HELD' AND order_id NOT IN (SELECT order_id FROM trade.orders)")
                    .update();
            Await.until(
                    Duration.ofMinutes(1),
                    () -> assertThat(count(db, "SELECT count(*) FROM inventory.reservation WHERE status = 'HELD'"))
                            .isZero());
            assertThat(count(db, "SELECT count(*) FROM trade.order_standing WHERE status = 'PAID'"))
                    .isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(count(db, "SELECT sum(reserved) FROM inventory.stock"))
                    .isEqualTo(count(db, "SELECT coalesce(sum(held), 0) FROM inventory.reservation_line"))
                    .isEqualTo(count(db, "SELECT count(*) FROM trade.order_standing WHERE status = 'PAID'"));
            assertThat(count(db, "SELECT on_hand FROM inventory.stock WHERE sku = '" + sku + "'"))
                    .isEqualTo(onHand);
            assertThat(
                            count(
                                    db,
                                    "SELECT count(*) - count(DISTINCT order_id) FROM payment.payment WHERE status = 'CAPTURED'"))
                    .isZero();
        }
    }

    private static void buyUntil(
            AtomicBoolean dead, RunningKontor kontor, String sku, ConcurrentLinkedQueue<Acknowledged> acknowledged) {
        var shop = kontor.client();
        var sale = new Sale(shop, shop, shop);
        while (!dead.get()) {
            try {
                var cart = sale.openCart();
                Sale.require(
                        shop.post(
                                "/api/store/v1/carts/" + cart + "/lines", java.util.Map.of("sku", sku, "quantity", 1)),
                        200);
                var order = Sale.require(sale.place(cart, UUID.randomUUID().toString()), 201);
                acknowledged.add(new Acknowledged(
                        order.path("number").asString(),
                        order.path("accessToken").asString(),
                        order.path("totals").path("total").path("amount").asString()));
            } catch (UncheckedIOException killed) {
                return;
            }
        }
    }

    private static long count(JdbcClient db, String question) {
        return db.sql(question).query(Long.class).single();
    }
}
