package io.kontor.aftersales;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Page;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.OrderPayment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What other modules may ask of aftersales; the shop's pages do everything through it. The records are also what the
 * store API shows. Whoever may see an order may ask for its requests: its account, or whoever holds its access token.
 * To everybody else neither exists.
 */
@HttpExchange("/internal/aftersales")
public interface Aftersales {
    /** The largest photo that is kept. */
    int PHOTO_BYTES_MAX = 8 * 1024 * 1024;

    /**
     * What else the goods of an order can be exchanged for: other variants of the same product that are on sale and there.
     * What a dearer one costs more is paid before it ships.
     *
     * @throws io.kontor.kernel.Refusal RETURN_NOT_FOUND (404)
     */
    @PostExchange("/orders/{orderNumber}/replacements")
    List<Replacement> replacements(@PathVariable String orderNumber, @RequestBody Asker asker);

    /** What of an order can be asked for, and until when. @throws io.kontor.kernel.Refusal RETURN_NOT_FOUND (404) */
    @PostExchange("/orders/{orderNumber}/choices")
    Choices choices(@PathVariable String orderNumber, @RequestBody Asker asker);

    /**
     * What a request would come to. Nothing is kept.
     *
     * @throws io.kontor.kernel.Refusal RETURN_NOT_FOUND (404), INVALID_REQUEST (400), NOT_RETURNABLE (409),
     *     WINDOW_CLOSED (409), NOT_EXCHANGEABLE (409)
     */
    @PostExchange("/orders/{orderNumber}/quotes")
    Quote quote(@PathVariable String orderNumber, @RequestBody QuoteReturn wanted);

    /**
     * Asks for a refund, a return, an exchange or a repair. The same key gets the first request again.
     *
     * @throws io.kontor.kernel.Refusal as {@link #quote}, and KEY_REUSED (422), TOO_MANY_RETURNS (409), TOO_MANY_PHOTOS
     *     (409), PHOTO_REFUSED (422) for a photo that was not sent for this order
     */
    @PostExchange("/orders/{orderNumber}/returns")
    Return request(@PathVariable String orderNumber, @RequestBody NewReturn wanted);

    /** The requests for an order, newest first. */
    @PostExchange("/orders/{orderNumber}/return-views")
    List<Return> ofOrder(@PathVariable String orderNumber, @RequestBody Asker asker);

    /** One request; empty when the asker may not see it. */
    @PostExchange("/returns/{number}/views")
    Optional<Return> find(@PathVariable String number, @RequestBody Asker asker);

    /** @throws io.kontor.kernel.Refusal RETURN_NOT_FOUND (404), RETURN_MOVED_ON (409) */
    @PostExchange("/returns/{number}/cancellation")
    Return cancel(@PathVariable String number, @RequestBody Asker asker);

    /** Tells that the parcel was handed to a carrier. @throws io.kontor.kernel.Refusal as {@link #cancel}, INVALID_REQUEST (400) */
    @PostExchange("/returns/{number}/parcel")
    Return sendParcel(@PathVariable String number, @RequestBody NewParcel parcel);

    /**
     * Pays what an exchange for something dearer costs more. The same key takes one payment.
     *
     * @throws io.kontor.kernel.Refusal as {@link #cancel}, UNKNOWN_METHOD (400), INVALID_REQUEST (400)
     */
    @PostExchange("/returns/{number}/payments")
    Return payDifference(@PathVariable String number, @RequestBody DifferencePayment payment);

    /** Answers what staff asked back. @throws io.kontor.kernel.Refusal as {@link #cancel}, INVALID_REQUEST (400) */
    @PostExchange("/returns/{number}/answers")
    Return answer(@PathVariable String number, @RequestBody NewAnswer answer);

    /**
     * Keeps a photo for a request or an answer; the same photo again gives the same id.
     *
     * @throws io.kontor.kernel.Refusal PHOTO_TOO_LARGE (413) above 8 MB, PHOTO_REFUSED (422) for what is no JPEG, PNG or
     *     WebP picture or has more than 40 megapixels, TOO_MANY_PHOTOS (409)
     */
    @PostExchange("/orders/{orderNumber}/photos")
    Photo keepPhoto(@PathVariable String orderNumber, @RequestBody NewPhoto photo);

    /** A photo with its bytes; empty when the asker may not see it. */
    @PostExchange("/orders/{orderNumber}/photos/{photoId}/views")
    Optional<PhotoBytes> photo(
            @PathVariable String orderNumber, @PathVariable String photoId, @RequestBody Asker asker);

    /** An account's requests, newest first. @param limit 1 to 100 */
    @GetExchange("/accounts/{accountId}/returns")
    Page<Return> ofAccount(
            @PathVariable UUID accountId,
            @RequestParam int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam Language language);

    /** @param reasons codes that may be given, such as {@code damaged} */
    record Choices(String orderNumber, List<ChoiceLine> lines, List<String> reasons) {}

    /**
     * @param returnable units that left the house and can be asked for now; {@code unshipped} those that can be left out
     * @param kinds of what can be asked for now: {@code leave-out}, {@code refund-only}, {@code return}, {@code exchange}, {@code repair}
     * @param until when returning and exchanging ends; null while the goods are not received
     */
    record ChoiceLine(
            UUID lineId,
            String sku,
            String slug,
            String name,
            String options,
            @Nullable String image,
            int quantity,
            int returnable,
            int unshipped,
            List<String> kinds,
            @Nullable Instant until) {}

    /** @param lineId of the goods that would come back; {@code price} of one unit */
    record Replacement(UUID lineId, String sku, String options, Money price) {}

    /** @param quantity 1 to what is returnable; {@code wantedSku} for an exchange: null for the same again */
    record WantedLine(UUID lineId, int quantity, @Nullable String wantedSku) {}

    record QuoteReturn(Asker asker, String kind, String reason, List<WantedLine> lines) {}

    /**
     * @param refund null for what gives no money back
     * @param difference what goes back because an exchange is for something cheaper; null when it is not
     * @param extra what is to be paid because an exchange is for something dearer; null when it is not
     */
    record Quote(
            String kind,
            String reason,
            List<QuoteLine> lines,
            @Nullable Refund refund,
            @Nullable Difference difference,
            @Nullable Money extra) {}

    /** @param tendered what of the total goes back to points and gift cards; null when nothing does */
    record Difference(Money total, @Nullable Money tendered) {}

    /** @param wantedOptions what tells the variant apart that the line is exchanged for, or null */
    record QuoteLine(
            UUID lineId,
            String sku,
            String name,
            String options,
            @Nullable String image,
            int quantity,
            Money amount,
            @Nullable String wantedSku,
            @Nullable String wantedOptions) {}

    /**
     * What was paid for the units: {@code total = goods + delivery}; tax is contained. Delivery goes back when the reason is the
     * shop's doing.
     *
     * @param tendered what of the total goes back to points and gift cards; left out when nothing does
     */
    record Refund(
            Money goods,
            Money delivery,
            Money tax,
            Money total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Money tendered) {}

    /**
     * @param idempotencyKey chosen by the caller, one per request wanted
     * @param words up to 1,000 characters
     * @param photos up to 6 ids of kept photos
     */
    record NewReturn(
            Asker asker,
            String idempotencyKey,
            String kind,
            String reason,
            @Nullable String words,
            List<WantedLine> lines,
            @Nullable List<String> photos) {}

    /** @param carrier and trackingNumber 1 to 60 characters each */
    record NewParcel(Asker asker, String carrier, String trackingNumber) {}

    /** @param method one of the shop's payment methods; {@code outcome} what the sandbox shall do, or null */
    record DifferencePayment(
            Asker asker,
            String idempotencyKey,
            String method,
            @Nullable String outcome) {}

    /** @param words 1 to 1,000 characters; {@code photos} up to 6 ids */
    record NewAnswer(Asker asker, String words, @Nullable List<String> photos) {}

    record NewPhoto(Asker asker, byte[] bytes) {}

    record Photo(String id, int width, int height) {}

    record PhotoBytes(String contentType, byte[] bytes) {}

    /**
     * @param status {@code requested}, {@code asked}, {@code to-pay}, {@code approved}, {@code sent}, {@code received}, {@code refunding},
     *     {@code sending-back}, {@code refunded}, {@code completed}, {@code rejected}, {@code cancelled} or {@code closed}
     * @param refund what goes or went back; null for an exchange or a repair
     * @param difference what goes back because an exchange is for something cheaper; null when it is not
     * @param extra what is paid, or was, because an exchange is for something dearer; null when it is not
     * @param payment the latest for that, or null
     * @param dueAt when the shop goes on by itself, or null
     * @param returnAddress where the parcel goes, or null when nothing has to be sent (any more)
     */
    record Return(
            UUID id,
            String number,
            String orderNumber,
            String kind,
            String status,
            String reason,
            List<ReturnLine> lines,
            @Nullable Refund refund,
            @Nullable Difference difference,
            @Nullable Money extra,
            @Nullable OrderPayment payment,
            @Nullable Parcel parcel,
            @Nullable Parcel parcelBack,
            List<Entry> timeline,
            Instant requestedAt,
            @Nullable Instant dueAt,
            @Nullable String returnAddress,
            boolean cancellable,
            boolean payable,
            boolean sendable,
            boolean answerable) {}

    record ReturnLine(
            UUID lineId,
            String sku,
            String slug,
            String name,
            String options,
            @Nullable String image,
            int quantity,
            Money amount,
            @Nullable String wantedSku,
            @Nullable String wantedOptions) {}

    record Parcel(
            String carrier, String trackingNumber, @Nullable String trackingUrl) {}

    /** @param text says it for people; {@code note} in the words of who did it, or empty */
    record Entry(Instant at, String code, String text, String actor, String note, List<String> photos) {}

    /** Who asks, by account or by token. */
    static Asker asker(Caller caller, Language language, @Nullable String accessToken) {
        return new Asker(caller, language, accessToken, null);
    }
}
