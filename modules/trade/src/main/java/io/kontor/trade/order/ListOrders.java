package io.kontor.trade.order;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.trade.Trade.OrderSummary;
import io.kontor.trade.order.OrderSearch.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An account's orders, newest first. */
@Component
public class ListOrders {
    public static final int LIMIT_MAX = 100;

    private final OrderSearch orders;
    private final ShowOrder showOrder;

    ListOrders(OrderSearch orders, ShowOrder showOrder) {
        this.orders = orders;
        this.showOrder = showOrder;
    }

    public Page<OrderSummary> list(UUID accountId, int limit, @Nullable String cursor, Language language) {
        var found = orders.ofAccount(accountId, requireLimit(limit) + 1, place(cursor));
        var page = Cursor.page(found, limit, ListOrders::cursor);
        var paidWith = orders.paidWith(page.items());
        return new Page<>(
                page.items().stream()
                        .map(order ->
                                showOrder.summary(order, paidWith.getOrDefault(order.orderId(), List.of()), language))
                        .toList(),
                page.next());
    }

    public static int requireLimit(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A page has 1 to " + LIMIT_MAX + " orders.")
                    .with("field", "limit");
        }
        return limit;
    }

    public static String cursor(KeptOrder order) {
        return Cursor.of(order.placedAt(), order.orderId());
    }

    public static @Nullable Place place(@Nullable String cursor) {
        var keys = Cursor.read(cursor, 2);
        return keys == null
                ? null
                : new Place(Cursor.key(keys.get(0), Instant::parse), Cursor.key(keys.get(1), UUID::fromString));
    }
}
