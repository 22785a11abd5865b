package io.kontor.inventory.document;

import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.document.DocumentStore.CountLine;
import io.kontor.inventory.document.DocumentStore.CountSheet;
import io.kontor.inventory.location.Locations;
import io.kontor.inventory.stock.Balance;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.CommonProblem;
import java.util.ArrayList;
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
 * Counts what stands in the shelves of a place: a sheet says what is expected, people write down what they find, and the
 * difference is booked. Goods may be sold meanwhile, since only the difference at the moment of counting matters.
 */
@Component
class TakeStock {
    static final int LINES_MAX = 1_000;

    private final DocumentStore documents;
    private final StockStore stock;
    private final Locations locations;
    private final TransactionTemplate tx;

    TakeStock(DocumentStore documents, StockStore stock, Locations locations, TransactionTemplate tx) {
        this.documents = documents;
        this.stock = stock;
        this.locations = locations;
        this.tx = tx;
    }

    /** @param skus which to count; empty for all, the first 1,000 */
    void open(@Nullable UUID sheetId, @Nullable String location, List<String> skus, @Nullable UUID accountId) {
        if (sheetId == null || location == null || skus.size() > LINES_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the sheet, the location and at most 1,000 SKUs.");
        }
        locations.require(location);
        Limits.checkSkus(new ArrayList<>(skus));
        tx.executeWithoutResult(_ -> {
            if (!documents.open(sheetId, location, skus, LINES_MAX, accountId)
                    && documents
                            .sheet(sheetId)
                            .filter(sheet -> sheet.lines() > 0)
                            .isEmpty()) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("There is nothing to count there: no such SKU has stock at this location.")
                        .with("field", "skus");
            }
        });
    }

    CountSheet require(UUID sheetId) {
        return documents
                .sheet(sheetId)
                .orElseThrow(() -> InventoryProblem.COUNT_SHEET_NOT_FOUND.refusal("Choose one from the list."));
    }

    void count(UUID sheetId, Map<String, Integer> counted) {
        require(sheetId);
        var skus = new ArrayList<>(counted.keySet());
        Limits.checkSkus(new ArrayList<>(skus));
        var units = skus.stream().map(counted::get).toList();
        if (skus.size() > LINES_MAX || units.stream().anyMatch(one -> one < 0 || one > Limits.ON_HAND_MAX)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Counted are 0 to 999,999,999 units of at most 1,000 SKUs.")
                    .with("field", "counted");
        }
        tx.executeWithoutResult(_ -> {
            requireOpen(sheetId);
            documents.count(sheetId, skus, units);
        });
    }

    /** Books the differences of what was counted; what nobody has counted stays as it is. */
    void book(UUID sheetId, @Nullable UUID accountId) {
        var location = require(sheetId).location();
        tx.executeWithoutResult(_ -> {
            requireOpen(sheetId);
            var differing = documents.lines(sheetId).stream()
                    .filter(line -> line.counted() != null && line.counted() != line.expected())
                    .toList();
            var balances = stock
                    .lockAt(
                            List.of(location),
                            differing.stream().map(CountLine::sku).toList())
                    .stream()
                    .collect(Collectors.toMap(Balance::sku, Function.identity()));
            requireEnough(differing, balances);
            stock.change(
                    "count",
                    differing.stream()
                            .map(line -> new Change(line.sku(), location, sheetId.toString(), difference(line), 0))
                            .toList(),
                    null,
                    accountId);
            documents.close(sheetId, "BOOKED");
        });
    }

    void drop(UUID sheetId) {
        require(sheetId);
        tx.executeWithoutResult(_ -> {
            requireOpen(sheetId);
            documents.close(sheetId, "DROPPED");
        });
    }

    private void requireOpen(UUID sheetId) {
        if (!documents.lockOpen(sheetId)) {
            throw InventoryProblem.COUNT_SHEET_CLOSED.refusal("Open another one to count again.");
        }
    }

    private static void requireEnough(List<CountLine> differing, Map<String, Balance> balances) {
        var tooFew = differing.stream()
                .map(line -> Map.entry(line, Objects.requireNonNull(balances.get(line.sku()))))
                .filter(entry -> entry.getValue().onHand() + difference(entry.getKey())
                        < entry.getValue().reserved())
                .map(entry -> Map.<String, Object>of(
                        "sku",
                        entry.getKey().sku(),
                        "onHand",
                        entry.getValue().onHand() + difference(entry.getKey()),
                        "reserved",
                        entry.getValue().reserved()))
                .toList();
        if (!tooFew.isEmpty()) {
            throw InventoryProblem.STOCK_RESERVED
                    .refusal("Release or ship orders first, or count again. Nothing was changed.")
                    .with("skus", tooFew);
        }
    }

    private static int difference(CountLine line) {
        return Objects.requireNonNull(line.counted()) - line.expected();
    }
}
