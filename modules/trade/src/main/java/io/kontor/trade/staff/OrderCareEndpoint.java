package io.kontor.trade.staff;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.access.Access;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.Addresses;
import io.kontor.trade.order.ChangeAddress;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStandings.Note;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.order.OrderTags;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What customer service does with an order besides moving it on: notes, tags, and where it goes. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "orders.write")
class OrderCareEndpoint {
    private static final int NOTE_MAX = 1000;
    private static final int TAG_MAX = 30;
    private static final int TAGS_MAX = 20;

    private final OrderStore orders;
    private final OrderStandings standings;
    private final OrderTags tags;
    private final ChangeAddress changeAddress;
    private final Idempotency idempotency;
    private final TransactionTemplate tx;
    private final Clock clock;

    OrderCareEndpoint(
            OrderStore orders,
            OrderStandings standings,
            OrderTags tags,
            ChangeAddress changeAddress,
            Idempotency idempotency,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.tags = tags;
        this.changeAddress = changeAddress;
        this.idempotency = idempotency;
        this.tx = tx;
        this.clock = clock;
    }

    /** @param text 1 to 1,000 characters; {@code toBuyer}: the buyer reads it in the order's timeline, otherwise only staff */
    record NewNote(@Nullable String text, boolean toBuyer) {}

    record NoteTaken(Instant at) {}

    @PostMapping("/api/admin/v1/orders/{number}/notes")
    ResponseEntity<NoteTaken> note(
            @PathVariable String number,
            @RequestBody NewNote wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        var text = printable("text", wanted.text(), NOTE_MAX, true);
        var note = new NewNote(text, wanted.toBuyer());
        var order = require(number);
        return idempotency.answer("trade", "note", number, key, note, NoteTaken.class, ticket -> {
            var taken = new NoteTaken(clock.instant().truncatedTo(ChronoUnit.MICROS));
            var code = note.toBuyer() ? "message" : KeptOrder.INTERNAL_NOTE;
            var entry = new KeptOrder.Entry(taken.at(), code, Actor.staff(caller), text);
            tx.executeWithoutResult(_ -> {
                standings.tell(List.of(new Note(order.orderId(), ticket.id(clock), entry)));
                ticket.store(201, taken);
            });
            return ResponseEntity.created(URI.create("/api/admin/v1/orders/" + number))
                    .body(taken);
        });
    }

    record Tags(@Nullable List<String> tags) {}

    /** The order has these tags from now on: at most 20, each of 1 to 30 characters; case makes no difference. */
    @PutMapping("/api/admin/v1/orders/{number}/tags")
    ResponseEntity<Tags> tag(@PathVariable String number, @RequestBody Tags wanted) {
        if (wanted.tags() == null || wanted.tags().size() > TAGS_MAX) {
            throw wrong("tags", "An order has at most " + TAGS_MAX + " tags.");
        }
        var distinct = new LinkedHashMap<String, String>();
        for (var tag : wanted.tags()) {
            var text = printable("tags", tag, TAG_MAX, false);
            distinct.putIfAbsent(text.toLowerCase(Locale.ROOT), text);
        }
        var order = require(number);
        tags.set(order.orderId(), List.copyOf(distinct.values()));
        return ResponseEntity.ok(new Tags(tags.of(List.of(order.orderId())).getOrDefault(order.orderId(), List.of())));
    }

    /** Tags in use, those of most orders first. */
    @GetMapping("/api/admin/v1/order-tags")
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    ResponseEntity<Tags> known() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Tags(tags.known()));
    }

    /** Another address in the same region, until something is shipped; the price stays. */
    @PutMapping("/api/admin/v1/orders/{number}/address")
    ResponseEntity<Void> address(@PathVariable String number, @RequestBody Address wanted, Caller caller) {
        changeAddress.change(require(number), Addresses.require(wanted), Actor.staff(caller));
        return ResponseEntity.noContent().build();
    }

    private KeptOrder require(String number) {
        return orders.findByNumber(number).orElseThrow(OrderStore::unknown);
    }

    private static String printable(String field, @Nullable String given, int max, boolean severalLines) {
        var text = given == null ? "" : given.strip();
        if (text.isEmpty()
                || text.length() > max
                || text.chars()
                        .anyMatch(c -> Character.isISOControl(c) && !(severalLines && (c == '\n' || c == '\r')))) {
            throw wrong(field, "Write 1 to " + max + " printable characters.");
        }
        return text;
    }

    private static Refusal wrong(String field, String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }
}
