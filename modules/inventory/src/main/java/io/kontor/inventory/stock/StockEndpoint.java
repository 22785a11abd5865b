package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.stock.StockLists.Filter;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stock as staff see and set it. */
@RestController
@RequestMapping("/api/admin/v1/stock")
class StockEndpoint {
    private static final int LIMIT_MAX = 200;

    private final StockLists lists;
    private final CountStock countStock;

    StockEndpoint(StockLists lists, CountStock countStock) {
        this.lists = lists;
        this.countStock = countStock;
    }

    /**
     * The named SKUs, at most 200; without names all of them, page by page, one row per SKU and location. SKUs that were
     * never counted are left out.
     *
     * @param q part of the SKU
     * @param state {@code out}: nothing can be sold; {@code low}: a tenth of what came in last can be sold, or less
     */
    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    Page<Stock> list(
            @RequestParam(required = false) @Nullable String skus,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String location,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (skus != null && !skus.isBlank()) {
            var named = Stream.of(skus.split(","))
                    .map(String::strip)
                    .filter(sku -> !sku.isEmpty())
                    .toArray(String[]::new);
            if (named.length > LIMIT_MAX) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("Name 200 SKUs at most.")
                        .with("field", "skus");
            }
            Stream.of(named).forEach(Limits::checkSku);
            return Page.of(lists.stock(new Filter(named, null, location(location), null), "", "", LIMIT_MAX));
        }
        checkLimit(limit);
        if (state != null && !state.equals("out") && !state.equals("low")) {
            throw CommonProblem.INVALID_REQUEST.refusal("State is out or low.").with("field", "state");
        }
        var words = q == null || q.isBlank() ? null : Limits.sku(q.strip());
        var keys = Cursor.read(cursor, 2);
        return Cursor.page(
                lists.stock(
                        new Filter(null, words, location(location), state),
                        keys == null ? "" : Cursor.key(keys.getFirst(), Limits::sku),
                        keys == null ? "" : Cursor.key(keys.get(1), Limits::sku),
                        limit + 1),
                limit,
                last -> Cursor.of(last.sku(), last.location()));
    }

    private static @Nullable String location(@Nullable String asked) {
        return asked == null || asked.isBlank() ? null : Limits.sku(asked);
    }

    @PostMapping("/counts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    void count(@RequestBody List<Count> counts, Caller caller) {
        countStock.count(counts, caller.accountId());
    }

    /** Newest first. */
    @GetMapping("/{sku}/movements")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    Page<Movement> movements(
            @PathVariable String sku,
            @RequestParam(required = false) @Nullable String location,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Limits.checkSku(sku);
        checkLimit(limit);
        var keys = Cursor.read(cursor, 1);
        var before = keys == null ? Long.MAX_VALUE : Cursor.key(keys.getFirst(), Long::parseLong);
        return Cursor.page(
                lists.movements(sku, location(location), before, limit + 1), limit, last -> Cursor.of(last.id()));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A page has 1 to 200 rows.")
                    .with("field", "limit");
        }
    }
}
