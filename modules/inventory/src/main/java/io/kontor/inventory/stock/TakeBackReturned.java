package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.ReturnedLine;
import io.kontor.inventory.Inventory.TakeBack;
import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.location.Locations;
import io.kontor.kernel.CommonProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what buyers sent back, where it is said to be or else where it was shipped from. Every unit comes in; those that
 * cannot be sold again go out as written off.
 */
@Component
public class TakeBackReturned {
    private final StockStore stock;
    private final Locations locations;
    private final TransactionTemplate tx;

    TakeBackReturned(StockStore stock, Locations locations, TransactionTemplate tx) {
        this.stock = stock;
        this.locations = locations;
        this.tx = tx;
    }

    public void take(TakeBack returned) {
        if (returned.returnId() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the return.");
        }
        check(returned.lines());
        if (returned.location() != null) {
            locations.require(returned.location());
        }
        var content = content(returned.lines());
        tx.executeWithoutResult(_ -> {
            if (stock.insertTakenBack(returned.returnId(), content)) {
                var places = places(returned);
                stock.lockPlaces(places);
                var document = returned.returnId().toString();
                stock.change(
                        "return", changes(returned.lines(), places, document, line -> line.good() + line.damaged()));
                stock.change("write-off", changes(returned.lines(), places, document, line -> -line.damaged()));
            } else if (!stock.isTakenBack(returned.returnId(), content)) {
                throw InventoryProblem.RETURN_DIFFERS.refusal("Take other goods back under another return id.");
            }
        });
    }

    private Map<String, String> places(TakeBack returned) {
        var from = returned.location() != null || returned.orderId() == null
                ? Map.<String, String>of()
                : stock.shippedFrom(returned.orderId());
        var otherwise = returned.location() == null ? locations.first() : returned.location();
        return returned.lines().stream()
                .collect(Collectors.toMap(ReturnedLine::sku, line -> from.getOrDefault(line.sku(), otherwise)));
    }

    private static List<Change> changes(
            List<ReturnedLine> lines, Map<String, String> places, String document, ToIntFunction<ReturnedLine> units) {
        return lines.stream()
                .filter(line -> units.applyAsInt(line) != 0)
                .map(line -> new Change(
                        line.sku(),
                        Objects.requireNonNull(places.get(line.sku())),
                        document,
                        units.applyAsInt(line),
                        0))
                .toList();
    }

    private static void check(@Nullable List<ReturnedLine> lines) {
        if (lines == null || lines.isEmpty() || lines.size() > Limits.LINES_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 1 to 200 lines.").with("field", "lines");
        }
        lines.forEach(line -> {
            if (line == null
                    || line.good() < 0
                    || line.damaged() < 0
                    || (long) line.good() + line.damaged() < 1
                    || (long) line.good() + line.damaged() > Limits.QUANTITY_MAX) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("Good and damaged units together are 1 to 999,999.")
                        .with("field", "quantity");
            }
        });
        Limits.checkSkus(lines.stream().map(ReturnedLine::sku).toList());
    }

    private static String content(List<ReturnedLine> lines) {
        return lines.stream()
                .map(line -> line.good() + " " + line.damaged() + " " + line.sku())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
