package io.kontor.trade.change;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.access.Access;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.web.Versions;
import io.kontor.trade.cart.CartContents;
import io.kontor.trade.change.ChangeOrder.Change;
import io.kontor.trade.change.ChangeOrder.Outcome;
import io.kontor.trade.change.Revision.Wanted;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.OrderEndpoint;
import io.kontor.trade.order.OrderStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Changes of what was agreed, by staff: prices until the order is paid, lines until they are shipped. */
@RestController
class OrderChangeEndpoint {
    private static final int SKU_MAX = 100;

    private final ChangeOrder changeOrder;
    private final TakeBackAddition takeBackAddition;
    private final OrderStore orders;
    private final Idempotency idempotency;

    OrderChangeEndpoint(
            ChangeOrder changeOrder, TakeBackAddition takeBackAddition, OrderStore orders, Idempotency idempotency) {
        this.changeOrder = changeOrder;
        this.takeBackAddition = takeBackAddition;
        this.orders = orders;
        this.idempotency = idempotency;
    }

    /**
     * @param lines up to 200, each with what a unit of it shall cost, up to its list price
     * @param deduction off the goods of the whole order, instead of one given before; null: as it is; zero: none
     * @param reason 1 to 500 characters; the buyer reads it
     */
    record PriceChange(
            @Nullable List<LinePrice> lines,
            @Nullable Money deduction,
            @Nullable String reason) {}

    record LinePrice(@Nullable UUID lineId, @Nullable Money unitPrice) {}

    /**
     * @param lines 1 to 200, each SKU once, with how many of it there shall be: 0 removes it, a SKU that the order does not
     *     have is added
     * @param reason up to 500 characters; the buyer reads it
     * @param keepDelivery true: the delivery costs what it did, also when its method would not take what the order is
     *     then; otherwise what it costs now
     * @param deliveryMethod by which the order goes from now on; null: as before
     */
    record LineChange(
            @Nullable List<LineQuantity> lines,
            @Nullable String reason,
            @Nullable Boolean keepDelivery,
            @Nullable String deliveryMethod) {}

    record LineQuantity(@Nullable String sku, @Nullable Integer quantity) {}

    /** What the order would cost. */
    @PostMapping("/api/admin/v1/orders/{number}/price-changes/previews")
    @Access(value = Caller.Kind.STAFF, permission = "orders.prices")
    ResponseEntity<Outcome> previewPrices(
            @PathVariable String number, @RequestBody PriceChange wanted, Language language) {
        return answer(changeOrder.preview(number, prices(wanted), language));
    }

    /** {@code If-Match}: the order's ETag. A payment under way is closed. */
    @PostMapping("/api/admin/v1/orders/{number}/price-changes")
    @Access(value = Caller.Kind.STAFF, permission = "orders.prices")
    ResponseEntity<Outcome> changePrices(
            @PathVariable String number,
            @RequestBody PriceChange wanted,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller,
            Language language) {
        var change = prices(wanted);
        if (change.reason().isEmpty()) {
            throw wrong("reason", "Say why: the buyer reads it.");
        }
        return change("price-change", number, change, ifMatch, key, caller, language);
    }

    /** What the order would cost, and what would be due or go back; and whether its delivery method would take it. */
    @PostMapping("/api/admin/v1/orders/{number}/line-changes/previews")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Outcome> previewLines(
            @PathVariable String number, @RequestBody LineChange wanted, Language language) {
        return answer(changeOrder.preview(number, lines(wanted), language));
    }

    /**
     * {@code If-Match}: the order's ETag. What a paid order costs less goes back by itself; what it costs more is due, and
     * what was added is not shipped before. An order that its delivery method would not take is refused (NOT_DELIVERED)
     * unless {@code keepDelivery} or another {@code deliveryMethod} is wanted.
     */
    @PostMapping("/api/admin/v1/orders/{number}/line-changes")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Outcome> changeLines(
            @PathVariable String number,
            @RequestBody LineChange wanted,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller,
            Language language) {
        return change("line-change", number, lines(wanted), ifMatch, key, caller, language);
    }

    /** Takes back at once what was added to a paid order and is not paid; otherwise that happens when its time has passed. */
    @PostMapping("/api/admin/v1/orders/{number}/addition/withdrawal")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Void> takeBack(@PathVariable String number, Caller caller) {
        takeBackAddition.takeBack(orders.findByNumber(number).orElseThrow(OrderStore::unknown), Actor.staff(caller));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<Outcome> change(
            String operation,
            String number,
            Change change,
            @Nullable String ifMatch,
            @Nullable String key,
            Caller caller,
            Language language) {
        var version = Versions.require(ifMatch);
        return idempotency.answer(
                "trade",
                operation,
                number,
                key,
                change,
                Outcome.class,
                ticket -> answer(changeOrder.change(number, version, change, Actor.staff(caller), language, ticket)));
    }

    private static Change prices(PriceChange given) {
        var prices = new LinkedHashMap<UUID, Money>();
        for (var line : given.lines() == null ? List.<LinePrice>of() : given.lines()) {
            if (line == null
                    || line.lineId() == null
                    || line.unitPrice() == null
                    || prices.put(line.lineId(), line.unitPrice()) != null) {
                throw wrong("lines", "Name each line once, with what a unit of it shall cost.");
            }
        }
        if (prices.size() > CartContents.LINES_MAX || prices.isEmpty() && given.deduction() == null) {
            throw wrong("lines", "Name the prices of 1 to 200 lines, or a deduction.");
        }
        return new Change(
                new Wanted(prices, given.deduction(), Map.of(), true, null),
                "price-changed",
                "",
                OrderEndpoint.requireReason(given.reason()));
    }

    private static Change lines(LineChange given) {
        var quantities = new LinkedHashMap<String, Integer>();
        for (var line : given.lines() == null ? List.<LineQuantity>of() : given.lines()) {
            if (line == null
                    || line.sku() == null
                    || line.sku().isBlank()
                    || line.sku().length() > SKU_MAX
                    || line.quantity() == null
                    || quantities.put(line.sku().strip(), line.quantity()) != null) {
                throw wrong("lines", "Name each SKU once, with how many of it there shall be.");
            }
        }
        if (quantities.isEmpty() || quantities.size() > CartContents.LINES_MAX) {
            throw wrong("lines", "Name 1 to 200 lines.");
        }
        var what = quantities.entrySet().stream()
                .map(line -> line.getKey() + " × " + line.getValue())
                .collect(Collectors.joining(", "));
        return new Change(
                new Wanted(
                        new HashMap<>(),
                        null,
                        quantities,
                        Boolean.TRUE.equals(given.keepDelivery()),
                        given.deliveryMethod()),
                "lines-changed",
                what,
                OrderEndpoint.requireReason(given.reason()));
    }

    private static io.kontor.kernel.Refusal wrong(String field, String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }

    private static ResponseEntity<Outcome> answer(Outcome outcome) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(outcome);
    }
}
