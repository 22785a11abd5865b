package io.kontor.inventory.reservation;

import io.kontor.inventory.reservation.WaitingStore.MissingLine;
import io.kontor.inventory.stock.Limits;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders that were paid and cannot be sent for want of stock. */
@RestController
class ShortageEndpoint {
    private final WaitingStore waiting;

    ShortageEndpoint(WaitingStore waiting) {
        this.waiting = waiting;
    }

    /** The longest waiting first, one row per order and SKU. */
    @GetMapping("/api/admin/v1/stock/shortages")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    Page<MissingLine> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > 200) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A page has 1 to 200 rows.")
                    .with("field", "limit");
        }
        var keys = Cursor.read(cursor, 3);
        var rows = keys == null
                ? waiting.missing(Instant.EPOCH, new UUID(0, 0), "", limit + 1)
                : waiting.missing(
                        Cursor.key(keys.get(0), Instant::parse),
                        Cursor.key(keys.get(1), UUID::fromString),
                        Cursor.key(keys.get(2), Limits::sku),
                        limit + 1);
        return Cursor.page(rows, limit, last -> Cursor.of(last.reservedAt(), last.orderId(), last.sku()));
    }
}
