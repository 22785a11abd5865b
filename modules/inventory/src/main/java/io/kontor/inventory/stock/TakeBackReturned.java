package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.ReturnedLine;
import io.kontor.inventory.Inventory.TakeBack;
import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.location.Locations;
import io.kontor.kernel.CommonProblem;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what buyers sent back, at the first location. Every unit comes in; those that cannot be sold again go out as written off. */
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
        var content = content(returned.lines());
        tx.executeWithoutResult(_ -> {
            if (stock.insertTakenBack(returned.returnId(), content)) {
                var place = locations.first();
                stock.lockAt(
                        List.of(place),
                        returned.lines().stream().map(ReturnedLine::sku).toList());
                var document = returned.returnId().toString();
                stock.change(
                        "return", changes(returned.lines(), place, document, line -> line.good() + line.damaged()));
                stock.change("write-off", changes(returned.lines(), place, document, line -> -line.damaged()));
            } else if (!stock.isTakenBack(returned.returnId(), content)) {
                throw InventoryProblem.RETURN_DIFFERS.refusal("Take other goods back under another return id.");
            }
        });
    }

    private static List<Change> changes(
            List<ReturnedLine> lines, String place, String document, ToIntFunction<ReturnedLine> units) {
        return lines.stream()
                .filter(line -> units.applyAsInt(line) != 0)
                .map(line -> new Change(line.sku(), place, document, units.applyAsInt(line), 0))
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
