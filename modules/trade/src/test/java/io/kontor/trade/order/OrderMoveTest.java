package io.kontor.trade.order;

import static io.kontor.trade.order.OrderMove.CANCEL;
import static io.kontor.trade.order.OrderMove.DELIVER;
import static io.kontor.trade.order.OrderMove.PAY;
import static io.kontor.trade.order.OrderMove.RECEIVE;
import static io.kontor.trade.order.OrderMove.REFUND;
import static io.kontor.trade.order.OrderMove.SHIP_ALL;
import static io.kontor.trade.order.OrderMove.SHIP_SOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class OrderMoveTest {
    private static final Map<OrderStatus, Set<OrderMove>> ALLOWED = Map.of(
            OrderStatus.UNPAID, Set.of(PAY, CANCEL),
            OrderStatus.PAID, Set.of(SHIP_SOME, SHIP_ALL, REFUND, CANCEL),
            OrderStatus.PARTIALLY_SHIPPED, Set.of(SHIP_SOME, SHIP_ALL),
            OrderStatus.SHIPPED, Set.of(DELIVER, RECEIVE, REFUND),
            OrderStatus.DELIVERED, Set.of(RECEIVE, REFUND),
            OrderStatus.RECEIVED, Set.of(REFUND),
            OrderStatus.REFUNDED, Set.of(),
            OrderStatus.CANCELLED, Set.of());

    @Test
    void movesAnOrderOnlyWhereTheTableAllowsIt(
            TestShop shop, OrderStore orders, OrderStandings standings, JdbcClient db, TransactionTemplate tx) {
        var guest = Buyer.guest(shop);
        var number = guest.order(guest.cartWith(Buyer.product(shop, "10.00", 5), 1))
                .json()
                .path("number")
                .asString();
        var orderId = orders.findByNumber(number).orElseThrow().orderId();
        for (var status : OrderStatus.values()) {
            for (var move : OrderMove.values()) {
                db.sql("UPDATE trade.order_standing SET status = :status WHERE order_id = :id")
                        .param("status", status.name())
                        .param("id", orderId)
                        .update();
                var before = orders.require(orderId);
                var moved = tx.execute(inTransaction -> {
                    var done = standings.move(List.of(orderId), move, Actor.SHOP, "why", Instant.now());
                    var after = orders.require(orderId);
                    var allowed = ALLOWED.get(status).contains(move);
                    assertThat(after.status()).as("%s in %s", move, status).isEqualTo(allowed ? move.to() : status);
                    assertThat(after.timeline())
                            .as("%s in %s", move, status)
                            .hasSize(before.timeline().size() + (allowed ? 1 : 0));
                    inTransaction.setRollbackOnly();
                    return !done.isEmpty();
                });
                assertThat(moved)
                        .as("%s in %s", move, status)
                        .isEqualTo(ALLOWED.get(status).contains(move));
            }
        }
    }

    @Test
    void neverRepeatsAnOrderNumberAndGivesEachACheckDigit(OrderNumbers numbers) {
        var key = new int[] {7, 77, 777, 7_777, 77_777, 777_777};
        var seen = new java.util.BitSet(10_000_000);
        for (var number = 0; number < 10_000_000; number++) {
            seen.set(OrderNumbers.scramble(number, key));
        }
        assertThat(seen.cardinality()).isEqualTo(10_000_000);
        var number = numbers.next();
        assertThat(number).matches("\\d{14}");
        assertThat(OrderNumbers.checkDigit(number.substring(0, 13))).isEqualTo(number.charAt(13) - '0');
        assertThat(OrderNumbers.checkDigit("7992739871")).isEqualTo(3);
    }
}
