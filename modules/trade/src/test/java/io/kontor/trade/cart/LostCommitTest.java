package io.kontor.trade.cart;

import static io.kontor.catalog.Catalog.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog.Offer;
import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import io.kontor.trade.TradeModule;
import io.kontor.trade.cart.CartContents.Line;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The database commits, and its answer never arrives: what was asked must not be done a second time. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class LostCommitTest {
    /** The real database, whose answer to one commit gets lost on its way. */
    private static final class Lossy extends DelegatingDataSource {
        private final AtomicInteger commitsUntilLoss = new AtomicInteger(-1);

        Lossy(DataSource real) {
            super(real);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var real = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        try {
                            var answer = method.invoke(real, arguments);
                            if (method.getName().equals("commit") && commitsUntilLoss.getAndDecrement() == 0) {
                                throw new SQLException("The connection was lost", "08006");
                            }
                            return answer;
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }

    private final JdbcClient db;
    private final TestShop shop;
    private final Lossy lossy;
    private final CartStore carts;

    LostCommitTest(JdbcClient db, TestShop shop, DataSource source, JsonMapper json, MovableClock clock) {
        this.db = db;
        this.shop = shop;
        this.lossy = new Lossy(source);
        this.carts = new CartStore(
                JdbcClient.create(lossy), json, new TransactionTemplate(new JdbcTransactionManager(lossy)), clock);
    }

    private UUID cart() {
        var cartId = UUID.randomUUID();
        assertThat(carts.open(cartId, null)).isTrue();
        return cartId;
    }

    private CartContents add(UUID cartId) {
        var offer = new Offer(
                "POT",
                UUID.randomUUID(),
                UUID.randomUUID(),
                "pot",
                Text.of("en", "Pot"),
                Text.EMPTY,
                Money.parse("1.00", "CNY"),
                null,
                null,
                0,
                0,
                null,
                HOUSE);
        return carts.change(cartId, contents -> contents.plus(new Line(UUID.randomUUID(), "POT", 1, offer)))
                .orElseThrow();
    }

    private static int quantity(@Nullable CartContents cart) {
        return cart == null || cart.lines().isEmpty()
                ? 0
                : cart.lines().getFirst().quantity();
    }

    @Test
    void ofOneRequest() {
        var cartId = cart();
        lossy.commitsUntilLoss.set(0);
        assertThat(quantity(add(cartId))).isEqualTo(1);
        assertThat(quantity(carts.find(cartId).orElseThrow())).isEqualTo(1);
    }

    @Test
    void ofManyWhoWentTogether() throws Exception {
        var alone = cart();
        var together = Stream.generate(this::cart).limit(5).toList();
        try (var first = TestDatabase.connect(shop.databaseUrl());
                var second = TestDatabase.connect(shop.databaseUrl())) {
            hold(first, alone);
            hold(second, together.getFirst());
            var before = begin(() -> quantity(add(alone)));
            Await.until(() -> assertThat(waitingForALock()).isEqualTo(1));
            var all = together.stream()
                    .map(cartId -> begin(() -> quantity(add(cartId))))
                    .toList();
            Await.until(() -> assertThat(all)
                    .allSatisfy(one -> assertThat(one.thread().getState()).isEqualTo(Thread.State.WAITING)));
            first.rollback();
            assertThat(before.task().get()).isEqualTo(1);
            Await.until(() -> assertThat(waitingForALock()).isEqualTo(1));
            lossy.commitsUntilLoss.set(0);
            second.rollback();
            for (var one : all) {
                assertThat(one.task().get()).isEqualTo(1);
            }
        }
        assertThat(together)
                .allSatisfy(cartId ->
                        assertThat(quantity(carts.find(cartId).orElseThrow())).isEqualTo(1));
    }

    @Test
    void ofACartThatIsOpened() {
        var cartId = cart();
        assertThat(carts.open(cartId, null)).as("the same once more").isTrue();
        var accountId = UUID.randomUUID();
        assertThat(carts.open(UUID.randomUUID(), accountId)).isTrue();
        assertThat(carts.open(UUID.randomUUID(), accountId))
                .as("an account has one")
                .isFalse();
    }

    private record Running(Thread thread, FutureTask<Integer> task) {}

    private static Running begin(Callable<Integer> work) {
        var task = new FutureTask<>(work);
        return new Running(Thread.ofPlatform().daemon().start(task), task);
    }

    private static void hold(Connection connection, UUID cartId) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            sql.execute("SELECT * FROM trade.cart WHERE cart_id = '" + cartId + "' FOR UPDATE");
        }
    }

    private int waitingForALock() {
        return db.sql("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%trade.cart%'
                        """).query(Integer.class).single();
    }
}
