package io.kontor.aftersales.request;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.Aftersales.Choices;
import io.kontor.aftersales.Aftersales.DifferencePayment;
import io.kontor.aftersales.Aftersales.NewAnswer;
import io.kontor.aftersales.Aftersales.NewParcel;
import io.kontor.aftersales.Aftersales.NewPhoto;
import io.kontor.aftersales.Aftersales.NewReturn;
import io.kontor.aftersales.Aftersales.Photo;
import io.kontor.aftersales.Aftersales.Quote;
import io.kontor.aftersales.Aftersales.Replacement;
import io.kontor.aftersales.Aftersales.Return;
import io.kontor.aftersales.Aftersales.WantedLine;
import io.kontor.aftersales.photo.KeepPhoto;
import io.kontor.aftersales.photo.PhotoAnswer;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.PaymentChoice;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** After-sales in the store API: for the account of the order, or whoever sends the order's access token as bearer. */
@RestController
@Access(Caller.Kind.GUEST)
class ReturnEndpoint {
    private static final String ORDER = "/api/store/v1/orders/{orderNumber}";

    private final Aftersales aftersales;

    ReturnEndpoint(Aftersales aftersales) {
        this.aftersales = aftersales;
    }

    record ReturnQuoteRequest(
            @Nullable String kind,
            @Nullable String reason,
            @Nullable List<WantedLine> lines) {}

    /** @param photos ids of photos sent to {@code return-photos} before */
    record ReturnRequest(
            @Nullable String kind,
            @Nullable String reason,
            @Nullable String words,
            @Nullable List<WantedLine> lines,
            @Nullable List<String> photos) {}

    record ReturnParcel(@Nullable String carrier, @Nullable String trackingNumber) {}

    record ReturnAnswer(@Nullable String words, @Nullable List<String> photos) {}

    /** What can be asked for, and until when. */
    @GetMapping(ORDER + "/returns/choices")
    ResponseEntity<Choices> choices(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(aftersales.choices(orderNumber, asker(caller, language, authorization)));
    }

    /** What else the goods can be exchanged for. */
    @GetMapping(ORDER + "/returns/replacements")
    ResponseEntity<Page<Replacement>> replacements(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(Page.of(aftersales.replacements(orderNumber, asker(caller, language, authorization))));
    }

    /** What a request would come to; nothing is kept. */
    @PostMapping(ORDER + "/returns/quote")
    ResponseEntity<Quote> quote(
            @PathVariable String orderNumber,
            @RequestBody ReturnQuoteRequest wanted,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(aftersales.quote(
                orderNumber,
                new Aftersales.QuoteReturn(
                        asker(caller, language, authorization),
                        Objects.requireNonNullElse(wanted.kind(), ""),
                        Objects.requireNonNullElse(wanted.reason(), ""),
                        Objects.requireNonNullElse(wanted.lines(), List.of()))));
    }

    @PostMapping(ORDER + "/returns")
    ResponseEntity<Return> request(
            @PathVariable String orderNumber,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody ReturnRequest wanted,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        var made = aftersales.request(
                orderNumber,
                new NewReturn(
                        asker(caller, language, authorization),
                        key,
                        Objects.requireNonNullElse(wanted.kind(), ""),
                        Objects.requireNonNullElse(wanted.reason(), ""),
                        wanted.words(),
                        Objects.requireNonNullElse(wanted.lines(), List.of()),
                        wanted.photos()));
        return ResponseEntity.created(
                        URI.create("/api/store/v1/orders/" + made.orderNumber() + "/returns/" + made.number()))
                .cacheControl(CacheControl.noStore())
                .body(made);
    }

    @GetMapping(ORDER + "/returns")
    ResponseEntity<Page<Return>> list(
            @PathVariable String orderNumber,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(Page.of(aftersales.ofOrder(orderNumber, asker(caller, language, authorization))));
    }

    @GetMapping(ORDER + "/returns/{number}")
    ResponseEntity<Return> show(
            @PathVariable String orderNumber,
            @PathVariable String number,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(aftersales
                .find(of(orderNumber, number), asker(caller, language, authorization))
                .orElseThrow(ReturnStore::unknown));
    }

    @PostMapping(ORDER + "/returns/{number}/cancellation")
    ResponseEntity<Return> cancel(
            @PathVariable String orderNumber,
            @PathVariable String number,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(aftersales.cancel(of(orderNumber, number), asker(caller, language, authorization)));
    }

    /** Tells that the parcel was handed to a carrier. */
    @PostMapping(ORDER + "/returns/{number}/parcel")
    ResponseEntity<Return> sendParcel(
            @PathVariable String orderNumber,
            @PathVariable String number,
            @RequestBody ReturnParcel parcel,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(aftersales.sendParcel(
                of(orderNumber, number),
                new NewParcel(
                        asker(caller, language, authorization),
                        Objects.requireNonNullElse(parcel.carrier(), ""),
                        Objects.requireNonNullElse(parcel.trackingNumber(), ""))));
    }

    /** Pays what an exchange for something dearer costs more. */
    @PostMapping(ORDER + "/returns/{number}/payments")
    ResponseEntity<Return> pay(
            @PathVariable String orderNumber,
            @PathVariable String number,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody PaymentChoice wanted,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(aftersales.payDifference(
                of(orderNumber, number),
                new DifferencePayment(
                        asker(caller, language, authorization),
                        key,
                        Objects.requireNonNullElse(wanted.method(), ""),
                        wanted.outcome())));
    }

    /** Answers what staff asked back. */
    @PostMapping(ORDER + "/returns/{number}/answers")
    ResponseEntity<Return> answerQuestion(
            @PathVariable String orderNumber,
            @PathVariable String number,
            @RequestBody ReturnAnswer given,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return answer(aftersales.answer(
                of(orderNumber, number),
                new NewAnswer(
                        asker(caller, language, authorization),
                        Objects.requireNonNullElse(given.words(), ""),
                        given.photos())));
    }

    /** Keeps a photo for a request or an answer; the same photo again gives the same id. */
    @PostMapping(value = ORDER + "/return-photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Photo> keepPhoto(
            @PathVariable String orderNumber,
            @RequestPart MultipartFile file,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language)
            throws IOException {
        if (file.getSize() > Aftersales.PHOTO_BYTES_MAX) {
            throw KeepPhoto.tooLarge();
        }
        var kept = aftersales.keepPhoto(
                orderNumber, new NewPhoto(asker(caller, language, authorization), file.getBytes()));
        return ResponseEntity.created(URI.create("/api/store/v1/orders/" + orderNumber + "/return-photos/" + kept.id()))
                .body(kept);
    }

    @GetMapping(ORDER + "/return-photos/{photoId}")
    ResponseEntity<byte[]> photo(
            @PathVariable String orderNumber,
            @PathVariable String photoId,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        return PhotoAnswer.of(aftersales.photo(orderNumber, photoId, asker(caller, language, authorization)));
    }

    @GetMapping("/api/store/v1/me/returns")
    @Access(Caller.Kind.SHOPPER)
    ResponseEntity<Page<Return>> mine(
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            Language language) {
        return answer(aftersales.ofAccount(caller.requireAccountId(), limit, cursor, language));
    }

    /** The request's number, when it is one of that order. */
    private static String of(String orderNumber, String number) {
        if (!number.startsWith(orderNumber + "-")) {
            throw ReturnStore.unknown();
        }
        return number;
    }

    private static Asker asker(Caller caller, Language language, @Nullable String authorization) {
        var token = authorization != null && authorization.startsWith("Bearer ")
                ? authorization.substring(7).strip()
                : null;
        return Aftersales.asker(caller, language, token);
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
