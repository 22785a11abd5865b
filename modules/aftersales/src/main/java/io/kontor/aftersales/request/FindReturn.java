package io.kontor.aftersales.request;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Refusal;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds requests for somebody who may see their order. To everybody else they do not exist. */
@Component
public class FindReturn {
    private static final int LIMIT_MAX = 100;

    private final Trade trade;
    private final ReturnStore returns;
    private final ReturnSearch search;

    FindReturn(Trade trade, ReturnStore returns, ReturnSearch search) {
        this.trade = trade;
        this.returns = returns;
        this.search = search;
    }

    /** @throws Refusal RETURN_NOT_FOUND (404) */
    public Order requireOrder(String orderNumber, Asker asker) {
        return trade.order(orderNumber, asker).orElseThrow(ReturnStore::unknown);
    }

    public Optional<KeptReturn> find(String number, Asker asker) {
        return returns.findByNumber(number).filter(request -> maySee(request, asker));
    }

    /** @throws Refusal RETURN_NOT_FOUND (404) */
    public KeptReturn require(String number, Asker asker) {
        return find(number, asker).orElseThrow(ReturnStore::unknown);
    }

    private boolean maySee(KeptReturn request, Asker asker) {
        var caller = asker.caller();
        return (caller.isShopper() && caller.requireAccountId().equals(request.accountId()))
                || trade.order(request.orderNumber(), asker).isPresent();
    }

    public List<KeptReturn> ofOrder(String orderNumber, Asker asker) {
        return returns.ofOrder(requireOrder(orderNumber, asker).id());
    }

    /** One more than the limit, where there are more. */
    public List<KeptReturn> ofAccount(UUID accountId, int limit, @Nullable String cursor) {
        return search.ofAccount(accountId, requireLimit(limit) + 1, place(cursor));
    }

    public static int requireLimit(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A page has 1 to " + LIMIT_MAX + " requests.")
                    .with("field", "limit");
        }
        return limit;
    }

    public static String cursor(KeptReturn request) {
        return Cursor.of(request.requestedAt(), request.requestId());
    }

    public static ReturnSearch.@Nullable Place place(@Nullable String cursor) {
        var keys = Cursor.read(cursor, 2);
        return keys == null
                ? null
                : new ReturnSearch.Place(
                        Cursor.key(keys.get(0), Instant::parse), Cursor.key(keys.get(1), UUID::fromString));
    }
}
