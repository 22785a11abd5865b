package io.kontor.trade.order;

import static io.kontor.platform.module.KontorModule.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.Identity;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.Payment;
import io.kontor.payment.PaymentModule;
import io.kontor.platform.module.KontorModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.Trade;
import io.kontor.trade.TradeModule;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The power goes out right after a payment, and comes back when the hold of the goods has long run out. */
class HeardBeforeHoldsExpireTest {
    private static final List<KontorModule> HOUSE = List.of(
            of("identity", IdentityModule.class, Identity.class),
            of("inventory", InventoryModule.class, Inventory.class),
            of("catalog", CatalogModule.class, Catalog.class),
            of("fulfilment", FulfilmentModule.class, Fulfilment.class),
            of("payment", PaymentModule.class, Payment.class),
            of("trade", TradeModule.class, Trade.class));

    @Test
    void whatWasPaidIsNotSoldToAnother() throws SQLException {
        var database = TestDatabase.create();
        var before = start(database);
        String sku;
        try {
            sku = Buyer.product(before, "10.00", 1);
            buyTheLast(before, sku, 201);
            Await.until(() -> assertThat(standing(before)).isEqualTo("COMMITTED"));
        } finally {
            before.stop();
        }
        try (var connection = TestDatabase.connect(database);
                var sql = connection.createStatement()) {
            sql.execute("UPDATE inventory.reservation SET status = 'HELD', expires_at = now() - interval '1 hour'");
            sql.execute("UPDATE trade.subscription SET tx = 0, event_id = 0");
            // Nobody hears that it is paid as long as these rows are held.
            connection.setAutoCommit(false);
            sql.execute("SELECT * FROM trade.subscription FOR UPDATE");
            var after = start(database);
            try {
                buyTheLast(after, sku, 409);
                assertThat(standing(after)).isEqualTo("HELD");
                connection.rollback();
                Await.until(() -> assertThat(standing(after)).isEqualTo("COMMITTED"));
            } finally {
                after.stop();
            }
        }
    }

    private static TestShop start(String database) {
        return TestShop.run(HOUSE, database, List.of("kontor.demo=false"));
    }

    private static void buyTheLast(TestShop shop, String sku, int status) {
        var guest = Buyer.guest(shop);
        var answer = guest.order(guest.cartWith(sku, 1));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private static String standing(TestShop shop) {
        return shop.bean(JdbcClient.class)
                .sql("SELECT status FROM inventory.reservation ORDER BY reserved_at LIMIT 1")
                .query(String.class)
                .single();
    }
}
