package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.location.Locations;
import io.kontor.kernel.CommonProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets the units on hand at a location as somebody counted or imported them. Fewer than are promised to orders is refused when a
 * person counted, since a person can look why; an import, which nobody sits beside, is lifted to what is promised.
 */
@Component
public class CountStock {
    private static final String IMPORT = "import";

    private final StockStore stock;
    private final Locations locations;
    private final TransactionTemplate tx;

    CountStock(StockStore stock, Locations locations, TransactionTemplate tx) {
        this.stock = stock;
        this.locations = locations;
        this.tx = tx;
    }

    /** @param accountId the member of staff who counted, or null when the house itself did */
    public void count(List<Count> counts, @Nullable UUID accountId) {
        check(counts);
        var places = counts.stream().collect(Collectors.toMap(Count::sku, this::place));
        tx.executeWithoutResult(_ -> {
            var balances =
                    stock.lockPlaces(places).stream().collect(Collectors.toMap(Balance::sku, Function.identity()));
            decide(counts, balances)
                    .forEach((group, changes) ->
                            stock.change(cause(group.reason(), group.fresh()), changes, group.reason(), accountId));
        });
    }

    private String place(Count count) {
        return count.location() == null
                ? locations.first()
                : locations.require(count.location()).code();
    }

    /** Counts of one kind are written in one statement. */
    private record Group(String reason, boolean fresh) {}

    private static Map<Group, List<Change>> decide(List<Count> counts, Map<String, Balance> balances) {
        var changes = new HashMap<Group, List<Change>>();
        var tooFew = new ArrayList<Map<String, Object>>();
        for (var count : counts) {
            var balance = Objects.requireNonNull(balances.get(count.sku()));
            var onHand = isImport(count) ? Math.max(count.onHand(), balance.reserved()) : count.onHand();
            if (onHand < balance.reserved()) {
                tooFew.add(Map.of("sku", count.sku(), "onHand", onHand, "reserved", balance.reserved()));
            } else if (onHand != balance.onHand()) {
                changes.computeIfAbsent(new Group(reason(count), balance.onHand() == 0), _ -> new ArrayList<>())
                        .add(new Change(count.sku(), balance.location(), null, onHand - balance.onHand(), 0));
            }
        }
        if (!tooFew.isEmpty()) {
            throw InventoryProblem.STOCK_RESERVED
                    .refusal("Release or ship orders first, or count again. Nothing was changed.")
                    .with("skus", tooFew);
        }
        return changes;
    }

    private static String cause(String reason, boolean fresh) {
        return reason.equals(IMPORT) ? IMPORT : fresh ? "receipt" : "correction";
    }

    private static boolean isImport(Count count) {
        return reason(count).equals(IMPORT);
    }

    private static String reason(Count count) {
        return count.reason() == null || count.reason().isBlank()
                ? "stocktaking"
                : count.reason().strip();
    }

    private static void check(@Nullable List<Count> counts) {
        if (counts == null
                || counts.isEmpty()
                || counts.size() > Limits.COUNTS_MAX
                || counts.stream().anyMatch(Objects::isNull)) {
            throw CommonProblem.INVALID_REQUEST.refusal("Send 1 to 1,000 counts.");
        }
        Limits.checkSkus(counts.stream().map(Count::sku).toList());
        counts.forEach(count -> {
            if (count.onHand() < 0 || count.onHand() > Limits.ON_HAND_MAX) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("On hand is 0 to 999,999,999.")
                        .with("field", "onHand")
                        .with("sku", count.sku());
            }
            Limits.checkReason(reason(count));
        });
    }
}
