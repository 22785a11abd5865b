package io.kontor.inventory.document;

import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.document.DocumentStore.CountLine;
import io.kontor.inventory.document.DocumentStore.CountSheet;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Receipts, corrections, transfers and stock-taking, as staff books them. */
@RestController
@RequestMapping("/api/admin/v1/stock")
class DocumentEndpoint {
    private final BookDocument bookDocument;
    private final TakeStock takeStock;
    private final DocumentStore documents;

    DocumentEndpoint(BookDocument bookDocument, TakeStock takeStock, DocumentStore documents) {
        this.bookDocument = bookDocument;
        this.takeStock = takeStock;
        this.documents = documents;
    }

    @PostMapping("/documents")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    void book(@RequestBody StockDocument wanted, Caller caller) {
        bookDocument.book(wanted, caller.accountId());
    }

    /**
     * What movements came from.
     *
     * @param kind {@code receipt}, {@code correction}, {@code transfer}, {@code count}, {@code order}, {@code shipment} or {@code return}
     * @param orderId what the order or shipment is of, where other modules know more of it
     * @param lines of receipts, corrections and transfers
     */
    record DocumentDetail(
            UUID id,
            String kind,
            Instant at,
            @Nullable UUID orderId,
            @Nullable String location,
            @Nullable String to,
            List<StockDocument.Entry> lines) {}

    @GetMapping("/documents/{documentId}")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    DocumentDetail document(@PathVariable UUID documentId) {
        var found = documents
                .find(documentId)
                .orElseThrow(() -> InventoryProblem.DOCUMENT_NOT_FOUND.refusal("No movement came from it."));
        var content = BookDocument.read(found.content());
        return new DocumentDetail(
                documentId,
                found.kind(),
                found.at(),
                found.orderId(),
                content.map(StockDocument::location).orElse(null),
                content.map(StockDocument::to).orElse(null),
                content.map(StockDocument::lines).orElse(List.of()));
    }

    /** Newest first. */
    @GetMapping("/count-sheets")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    Page<CountSheet> sheets(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > 200) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A page has 1 to 200 rows.")
                    .with("field", "limit");
        }
        var keys = Cursor.read(cursor, 2);
        var rows = keys == null
                ? documents.sheets(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1), limit + 1)
                : documents.sheets(
                        Cursor.key(keys.get(0), Instant::parse), Cursor.key(keys.get(1), UUID::fromString), limit + 1);
        return Cursor.page(rows, limit, last -> Cursor.of(last.openedAt(), last.sheetId()));
    }

    /** @param skus which to count, at most 1,000; without any, all that have stock at the location, the first 1,000 */
    record OpenSheet(
            UUID sheetId, String location, @Nullable List<String> skus) {}

    /** A sheet with what is expected and what was counted, SKU by SKU. */
    record SheetDetail(CountSheet sheet, List<CountLine> lines) {}

    @PostMapping("/count-sheets")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    SheetDetail open(@RequestBody OpenSheet wanted, Caller caller) {
        takeStock.open(
                wanted.sheetId(),
                wanted.location(),
                wanted.skus() == null ? List.of() : wanted.skus(),
                caller.accountId());
        return detail(wanted.sheetId());
    }

    @GetMapping("/count-sheets/{sheetId}")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    SheetDetail sheet(@PathVariable UUID sheetId) {
        return detail(sheetId);
    }

    /** @param counted units by SKU, at most 1,000; SKUs that are not on the sheet are passed over */
    record Counted(Map<String, Integer> counted) {}

    @PutMapping("/count-sheets/{sheetId}/counts")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    SheetDetail count(@PathVariable UUID sheetId, @RequestBody Counted wanted) {
        if (wanted.counted() == null || wanted.counted().values().stream().anyMatch(one -> one == null)) {
            throw CommonProblem.INVALID_REQUEST.refusal("Say what was counted.").with("field", "counted");
        }
        takeStock.count(
                sheetId,
                wanted.counted().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return detail(sheetId);
    }

    @PostMapping("/count-sheets/{sheetId}/booking")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    SheetDetail bookSheet(@PathVariable UUID sheetId, Caller caller) {
        takeStock.book(sheetId, caller.accountId());
        return detail(sheetId);
    }

    /** Closes a sheet without booking anything. */
    @DeleteMapping("/count-sheets/{sheetId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    void drop(@PathVariable UUID sheetId) {
        takeStock.drop(sheetId);
    }

    private SheetDetail detail(UUID sheetId) {
        return new SheetDetail(takeStock.require(sheetId), documents.lines(sheetId));
    }
}
