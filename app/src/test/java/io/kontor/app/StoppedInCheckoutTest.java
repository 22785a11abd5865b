package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.platform.database.EmbeddedPostgres;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Asks the process to stop in the middle of checkouts, and counts what became of each request. */
class StoppedInCheckoutTest {
    private static final int BUYERS = 8;
    private static final int BEFORE_THE_STOP = 30;

    @TempDir
    Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Exception> unanswered = new ConcurrentLinkedQueue<>();

    @InShort(row = 1)
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void whatWasAcceptedIsAnsweredAndNothingElseIsDone(String signal) throws Exception {
        try (var kontor = RunningKontor.start(folder, RunningKontor.freePort())) {
            var sku = new Sale(kontor.client(), kontor.client(), kontor.client()).findTeapot();
            kontor.database()
                    .sql("UPDATE inventory.stock SET on_hand = 100000 WHERE sku = :sku")
                    .param("sku", sku)
                    .update();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var buyers = new ArrayList<Future<?>>();
                for (var i = 0; i < BUYERS; i++) {
                    buyers.add(threads.submit(() -> buyUntilTurnedAway(kontor.client(), sku)));
                }
                Await.until(
                        Duration.ofMinutes(2), () -> assertThat(acknowledged).hasSizeGreaterThan(BEFORE_THE_STOP));
                kontor.signal(signal);
                for (var buyer : buyers) {
                    buyer.get();
                }
            }
            assertThat(kontor.exitCode()).isZero();
            assertThat(unanswered)
                    .as("who is not let in is told so when connecting")
                    .hasSize(BUYERS)
                    .allSatisfy(failure -> assertThat(failure).hasCauseInstanceOf(ConnectException.class));
        }
        try (var database = EmbeddedPostgres.start(folder.resolve("data"), true)) {
            assertThat(Files.readString(folder.resolve("data/postgres.log")))
                    .contains("database system was shut down at")
                    .doesNotContain("recovery");
            var orders = JdbcClient.create(new DriverManagerDataSource(database.url("postgres")))
                    .sql(
                            "SELECT number FROM trade.orders JOIN trade.order_standing USING (order_id) WHERE status = 'PAID'")
                    .query(String.class)
                    .list();
            assertThat(orders).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    /** Buys until the shop lets nobody in any more. */
    private void buyUntilTurnedAway(TestShop shop, String sku) {
        var sale = new Sale(shop, shop, shop);
        try {
            while (true) {
                var cart = Sale.require(shop.post("/api/store/v1/carts", "{}"), 201)
                        .path("id")
                        .asString();
                Sale.require(
                        shop.post("/api/store/v1/carts/" + cart + "/lines", Map.of("sku", sku, "quantity", 1)), 200);
                var order = Sale.require(sale.place(cart, UUID.randomUUID().toString()), 201);
                acknowledged.add(order.path("number").asString());
            }
        } catch (UncheckedIOException noAnswer) {
            unanswered.add(noAnswer);
        }
    }
}
