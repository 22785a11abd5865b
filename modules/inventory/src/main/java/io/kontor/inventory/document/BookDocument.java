package io.kontor.inventory.document;

import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.document.StockDocument.Entry;
import io.kontor.inventory.document.StockDocument.Kind;
import io.kontor.inventory.location.Locations;
import io.kontor.inventory.reservation.FillShortages;
import io.kontor.inventory.stock.Balance;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Books what came in, was found or lost, or goes to another place. Nothing that is promised to an order leaves. */
@Component
class BookDocument {
    private static final UUID NONE = new UUID(0, 0);

    private final StockStore stock;
    private final DocumentStore documents;
    private final Locations locations;
    private final FillShortages fillShortages;
    private final TransactionTemplate tx;

    BookDocument(
            StockStore stock,
            DocumentStore documents,
            Locations locations,
            FillShortages fillShortages,
            TransactionTemplate tx) {
        this.stock = stock;
        this.documents = documents;
        this.locations = locations;
        this.fillShortages = fillShortages;
        this.tx = tx;
    }

    void book(StockDocument wanted, @Nullable UUID accountId) {
        check(wanted);
        var content = content(wanted);
        tx.executeWithoutResult(_ -> {
            if (documents.insert(wanted.documentId(), wanted.kind(), content, accountId)) {
                var skus = wanted.lines().stream().map(Entry::sku).toList();
                var places = wanted.to() == null ? List.of(wanted.location()) : List.of(wanted.location(), wanted.to());
                var balances = stock.lockAt(places, skus);
                stock.change(wanted.kind().cause(), changes(wanted, balances), wanted.reason(), accountId);
            } else if (!documents.isSame(wanted.documentId(), content)) {
                throw InventoryProblem.DOCUMENT_DIFFERS.refusal("Book other goods under another document id.");
            }
        });
        // Whoever waits longest for these goods gets them before they are sold to others.
        fillShortages.run();
    }

    private static List<Change> changes(StockDocument wanted, List<Balance> balances) {
        var there = balances.stream()
                .filter(balance -> balance.location().equals(wanted.location()))
                .collect(Collectors.toMap(Balance::sku, balance -> balance));
        var document = wanted.documentId().toString();
        var tooFew = new ArrayList<Map<String, Object>>();
        var changes = new ArrayList<Change>();
        for (var line : wanted.lines()) {
            var balance = Objects.requireNonNull(there.get(line.sku()));
            var units = wanted.kind() == Kind.TRANSFER ? -line.quantity() : line.quantity();
            var onHand = (long) balance.onHand() + units;
            if (units < 0 && onHand < balance.reserved()) {
                tooFew.add(Map.of("sku", line.sku(), "onHand", balance.onHand(), "reserved", balance.reserved()));
            } else if (onHand > Limits.ON_HAND_MAX) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("On hand is 0 to 999,999,999.")
                        .with("field", "quantity")
                        .with("sku", line.sku());
            }
            changes.add(new Change(line.sku(), wanted.location(), document, units, 0));
            if (wanted.to() != null) {
                changes.add(new Change(line.sku(), wanted.to(), document, line.quantity(), 0));
            }
        }
        if (!tooFew.isEmpty()) {
            throw InventoryProblem.STOCK_RESERVED
                    .refusal("There is not so much that no order has been promised. Nothing was changed.")
                    .with("skus", tooFew);
        }
        return changes;
    }

    private void check(StockDocument wanted) {
        if (wanted.documentId() == null || wanted.kind() == null || wanted.location() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the document, its kind and the location.");
        }
        locations.require(wanted.location());
        if ((wanted.kind() == Kind.TRANSFER) != (wanted.to() != null)
                || wanted.location().equals(wanted.to())) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A transfer goes to another location; nothing else goes anywhere.")
                    .with("field", "to");
        }
        if (wanted.to() != null) {
            locations.require(wanted.to());
        }
        Limits.checkReason(wanted.reason());
        if (wanted.lines() == null || wanted.lines().isEmpty() || wanted.lines().size() > Limits.LINES_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 1 to 200 lines.").with("field", "lines");
        }
        wanted.lines().forEach(line -> {
            var units = line == null
                    ? 0
                    : wanted.kind() == Kind.CORRECTION ? Math.abs((long) line.quantity()) : line.quantity();
            if (units < 1 || units > Limits.QUANTITY_MAX) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("A quantity is 1 to 999,999.")
                        .with("field", "quantity");
            }
        });
        Limits.checkSkus(wanted.lines().stream().map(Entry::sku).toList());
    }

    /** What {@link #content} wrote down. */
    static Optional<StockDocument> read(@Nullable String content) {
        if (content == null) {
            return Optional.empty();
        }
        var rows = content.lines().toList();
        var head = rows.getFirst().split(" ", 3);
        return Optional.of(new StockDocument(
                NONE,
                Kind.valueOf(head[0]),
                head[1],
                head[2].equals("null") ? null : head[2],
                null,
                rows.stream()
                        .skip(1)
                        .map(row -> row.split(" ", 2))
                        .map(row -> new Entry(row[1], Integer.parseInt(row[0])))
                        .toList()));
    }

    private static String content(StockDocument wanted) {
        return wanted.kind() + " " + wanted.location() + " " + wanted.to() + "\n"
                + wanted.lines().stream()
                        .map(line -> line.quantity() + " " + line.sku())
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }
}
