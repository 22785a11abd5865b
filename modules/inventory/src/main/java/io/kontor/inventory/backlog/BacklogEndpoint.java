package io.kontor.inventory.backlog;

import io.kontor.inventory.backlog.BacklogStore.Backlog;
import io.kontor.inventory.backlog.BacklogStore.Policy;
import io.kontor.inventory.backlog.BacklogStore.PolicyChange;
import io.kontor.inventory.backlog.BacklogStore.Waiting;
import io.kontor.inventory.stock.Limits;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which SKUs are sold beyond what is there, and who waits for them. */
@RestController
@RequestMapping("/api/admin/v1/stock")
class BacklogEndpoint {
    private static final int CHANGES_MAX = 50;

    private final BacklogStore backlog;
    private final SetPolicy setPolicy;

    BacklogEndpoint(BacklogStore backlog, SetPolicy setPolicy) {
        this.backlog = backlog;
        this.setPolicy = setPolicy;
    }

    /** @param changes the last 50, newest first */
    record PolicyDetail(Policy policy, List<PolicyChange> changes) {}

    @GetMapping("/{sku}/policy")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    PolicyDetail policy(@PathVariable String sku) {
        Limits.checkSku(sku);
        return new PolicyDetail(backlog.policy(sku).orElse(Policy.NONE), backlog.changes(sku, CHANGES_MAX));
    }

    /** What was promised to orders before stays promised; a lower number of units sells no more until some have come. */
    @PutMapping("/{sku}/policy")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    PolicyDetail set(@PathVariable String sku, @RequestBody SetPolicy.Wanted wanted, Caller caller) {
        setPolicy.set(sku, wanted, caller);
        return policy(sku);
    }

    /** In the order of the SKUs. @param overdue true: only those of which something was promised for a day that has passed */
    @GetMapping("/backlog")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    Page<Backlog> list(
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        checkLimit(limit);
        var keys = Cursor.read(cursor, 1);
        var after = keys == null ? "" : Cursor.key(keys.getFirst(), Limits::sku);
        return Cursor.page(backlog.backlogs(overdue, after, limit + 1), limit, last -> Cursor.of(last.sku()));
    }

    /** The orders that wait for a SKU, in the order in which they get what comes. */
    @GetMapping("/{sku}/backlog")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    Page<Waiting> waiting(
            @PathVariable String sku,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Limits.checkSku(sku);
        checkLimit(limit);
        var keys = Cursor.read(cursor, 2);
        var rows = keys == null
                ? backlog.waiting(sku, Instant.EPOCH, new UUID(0, 0), limit + 1)
                : backlog.waiting(
                        sku,
                        Cursor.key(keys.get(0), Instant::parse),
                        Cursor.key(keys.get(1), UUID::fromString),
                        limit + 1);
        return Cursor.page(rows, limit, last -> Cursor.of(last.reservedAt(), last.orderId()));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > 200) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A page has 1 to 200 rows.")
                    .with("field", "limit");
        }
    }
}
