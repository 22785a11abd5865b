package io.kontor.aftersales.staff;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.Aftersales.Choices;
import io.kontor.aftersales.Aftersales.NewReturn;
import io.kontor.aftersales.Aftersales.Quote;
import io.kontor.aftersales.Aftersales.QuoteReturn;
import io.kontor.aftersales.Aftersales.Replacement;
import io.kontor.aftersales.Aftersales.WantedLine;
import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.FindReturn;
import io.kontor.aftersales.request.RequestReturn;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Asker;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What staff asks for a buyer who is on the phone. The rules are the buyer's own; the timeline says who asked. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "returns.write")
class RequestForBuyerEndpoint {
    private static final String ORDER = "/api/admin/v1/orders/{orderNumber}/returns";

    private final Aftersales aftersales;
    private final RequestReturn requestReturn;
    private final FindReturn findReturn;
    private final ShowToStaff showToStaff;
    private final Trade trade;

    RequestForBuyerEndpoint(
            Aftersales aftersales,
            RequestReturn requestReturn,
            FindReturn findReturn,
            ShowToStaff showToStaff,
            Trade trade) {
        this.aftersales = aftersales;
        this.requestReturn = requestReturn;
        this.findReturn = findReturn;
        this.showToStaff = showToStaff;
        this.trade = trade;
    }

    /** @param words what the buyer said, up to 1,000 characters; not looked at in a quote */
    record ReturnForBuyer(
            @Nullable String kind,
            @Nullable String reason,
            @Nullable String words,
            @Nullable List<WantedLine> lines) {}

    /** The requests for an order, newest first. */
    @GetMapping(ORDER)
    @Access(value = Caller.Kind.STAFF, permission = "returns.read")
    ResponseEntity<Page<StaffReturn.Row>> list(@PathVariable String orderNumber, Language language) {
        return answer(Page.of(findReturn.ofOrder(orderNumber, asker(language)).stream()
                .map(StaffReturn::row)
                .toList()));
    }

    /** What can be asked for, and until when. */
    @GetMapping(ORDER + "/choices")
    ResponseEntity<Choices> choices(@PathVariable String orderNumber, Language language) {
        return answer(aftersales.choices(orderNumber, asker(language)));
    }

    /** What else the goods can be exchanged for. */
    @GetMapping(ORDER + "/replacements")
    ResponseEntity<Page<Replacement>> replacements(@PathVariable String orderNumber, Language language) {
        return answer(Page.of(aftersales.replacements(orderNumber, asker(language))));
    }

    /** What a request would come to; nothing is kept. */
    @PostMapping(ORDER + "/quote")
    ResponseEntity<Quote> quote(
            @PathVariable String orderNumber, @RequestBody ReturnForBuyer wanted, Language language) {
        return answer(aftersales.quote(
                orderNumber,
                new QuoteReturn(
                        asker(language),
                        Objects.requireNonNullElse(wanted.kind(), ""),
                        Objects.requireNonNullElse(wanted.reason(), ""),
                        Objects.requireNonNullElse(wanted.lines(), List.of()))));
    }

    @PostMapping(ORDER)
    ResponseEntity<StaffReturn> request(
            @PathVariable String orderNumber,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody ReturnForBuyer wanted,
            Caller caller,
            Language language) {
        var buyer = trade.accountOf(orderNumber).orElse(null);
        var asked = new NewReturn(
                asker(language),
                key,
                Objects.requireNonNullElse(wanted.kind(), ""),
                Objects.requireNonNullElse(wanted.reason(), ""),
                wanted.words(),
                Objects.requireNonNullElse(wanted.lines(), List.of()),
                null);
        var made = requestReturn.request(orderNumber, asked, Actor.staff(caller), buyer);
        return ResponseEntity.created(URI.create("/api/admin/v1/returns/" + made.number()))
                .cacheControl(CacheControl.noStore())
                .body(showToStaff.show(made));
    }

    /** Staff was let in by its permission; which order it asks for is its own choice. */
    private static Asker asker(Language language) {
        return new Asker(Caller.SYSTEM, language, null, null);
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
