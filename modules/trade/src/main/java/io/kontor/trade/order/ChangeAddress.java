package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Sends an order elsewhere in its region, as long as nothing of it was shipped. What was agreed to be paid stays. */
@Component
public class ChangeAddress {
    /** Delivery is not priced any finer above ten tonnes. */
    private final DeliveryPrice deliveryPrice;

    private final JdbcClient db;
    private final JsonMapper json;
    private final OrderStore orders;
    private final OrderStandings standings;
    private final TransactionTemplate tx;
    private final Clock clock;

    ChangeAddress(
            DeliveryPrice deliveryPrice,
            JdbcClient db,
            JsonMapper json,
            OrderStore orders,
            OrderStandings standings,
            TransactionTemplate tx,
            Clock clock) {
        this.deliveryPrice = deliveryPrice;
        this.db = db;
        this.json = json;
        this.orders = orders;
        this.standings = standings;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @param to checked already
     * @throws io.kontor.kernel.Refusal ADDRESS_FIXED (409), ADDRESS_ELSEWHERE (409)
     */
    public KeptOrder change(KeptOrder order, Address to, Actor actor) {
        var from = order.address();
        if (from.equals(to)) {
            return order;
        }
        if (!Objects.equals(from.country(), to.country()) || !Objects.equals(from.region(), to.region())) {
            throw TradeProblem.ADDRESS_ELSEWHERE.refusal("It goes to " + from.region() + ", " + from.country()
                    + ". Delivery and tax to another region may differ: cancel it and order anew.");
        }
        if (actor.kind() == Actor.Kind.BUYER) {
            requireSamePrice(order, to);
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entry = new KeptOrder.Entry(at, "address-changed", actor, line(from));
        var changed = tx.execute(_ -> {
            // The lock on where the order stands keeps a parcel from being recorded with the old address meanwhile.
            var rows = db.sql("""
                            WITH still AS (
                                SELECT order_id FROM trade.order_standing
                                 WHERE order_id = :orderId AND status IN ('UNPAID', 'PAID')
                                   AND (shipping_until IS NULL OR shipping_until < :now) FOR UPDATE)
                            UPDATE trade.orders SET recipient = :recipient, recipient_phone = :phone, address = :address
                              FROM still WHERE orders.order_id = still.order_id
                            """)
                    .param("orderId", order.orderId())
                    .param("now", at.atOffset(ZoneOffset.UTC))
                    .param("recipient", to.name())
                    .param("phone", to.phone())
                    .param("address", json.writeValueAsString(to))
                    .update();
            return rows == 1 && standings.tell(List.of(new Note(order.orderId(), Ids.next(clock), entry))) == 1;
        });
        if (!Boolean.TRUE.equals(changed)) {
            throw TradeProblem.ADDRESS_FIXED.refusal(
                    "Something of it was shipped, is just being shipped, or it is over.");
        }
        return orders.require(order.orderId());
    }

    /** Within a region a postcode can make the delivery dearer; staff may decide that the shop bears that, a buyer not. */
    private void requireSamePrice(KeptOrder order, Address to) {
        if (Objects.equals(order.address().postcode(), to.postcode())) {
            return;
        }
        var goods = order.totals().goods();
        var units = order.lines().stream().collect(Collectors.toMap(KeptOrder.Line::sku, KeptOrder.Line::quantity));
        var was = deliveryPrice.of(order, order.address(), goods, units);
        var is = deliveryPrice.of(order, to, goods, units);
        if (was != null && (is == null || is.minor() > was.minor())) {
            throw TradeProblem.ADDRESS_ELSEWHERE.refusal(
                    "Delivery there costs more, or does not go there: cancel it and order anew.");
        }
    }

    private static String line(Address address) {
        return Stream.of(
                        address.name(),
                        address.phone(),
                        address.line1(),
                        address.line2(),
                        address.district(),
                        address.city(),
                        address.region(),
                        address.postcode())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
