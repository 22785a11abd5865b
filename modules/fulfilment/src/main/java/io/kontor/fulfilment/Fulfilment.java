package io.kontor.fulfilment;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other modules may ask of fulfilment. */
@HttpExchange("/internal/fulfilment")
public interface Fulfilment {

    /**
     * The ways in which these goods can come to that address, in the order in which the shop shows them, each with its
     * price and how it came about; and those that are no way for them. Only methods priced in the currency of the goods.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400)
     */
    @PostExchange("/rates")
    Rates rates(@RequestBody RateRequest goods);

    /** The same for several parcels, in their order. @param parcels 1 to 200 */
    @PostExchange("/rate-lists")
    List<Rates> ratesOfEach(@RequestBody List<RateRequest> parcels);

    /**
     * Records a parcel handed to a carrier. The same {@code shipmentId} is recorded once.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400); PARCEL_DIFFERS (409) when it was recorded otherwise
     */
    @PostExchange("/shipments")
    Shipment dispatch(@RequestBody Dispatch parcel);

    /** An order waits to be picked up; it gets a code for its buyer, always the same. @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    @PostExchange("/pick-ups")
    PickUp readyForPickUp(@RequestBody ReadyOrder order);

    /** The orders' pick-ups, of those that are ready. @param orderIds up to 200 */
    @PostExchange("/pick-up-lookups")
    List<PickUp> pickUps(@RequestBody List<UUID> orderIds);

    /**
     * Checks the code that a buyer shows. Five wrong ones, and the order is locked for a quarter of an hour.
     *
     * @throws io.kontor.kernel.Refusal NOT_READY (409), WRONG_CODE (409 with {@code triesLeft}), TOO_MANY_CODES (429)
     */
    @PostExchange("/pick-up-checks")
    PickUp checkPickUp(@RequestBody HandOverRequest shown);

    /** The goods of a checked pick-up were handed over as that parcel: it is delivered. The same is said once. */
    @PostExchange("/hand-overs")
    void handedOver(@RequestBody HandedOver parcel);

    /** The orders' shipments, oldest first. @param orderIds up to 200 */
    @PostExchange("/shipment-lookups")
    List<Shipment> shipments(@RequestBody List<UUID> orderIds);

    /**
     * What goes where.
     *
     * @param country ISO 3166-1 alpha-2; it and {@code region} are null when they are not known yet, which fits any zone
     * @param postcode null when it is not known or the address has none, which fits no zone of certain postcodes
     */
    record RateRequest(
            @Nullable String country,
            @Nullable String region,
            @Nullable String postcode,
            Money goodsTotal,
            int weightGrams,
            @JsonSetter(nulls = Nulls.AS_EMPTY) int volumeCm3) {}

    record Rates(List<Rate> offered, List<Withheld> withheld) {}

    /** {@code DELIVERY} to the buyer's address; {@code PICK_UP} by the buyer, at one of the shop's points. */
    enum Kind {
        DELIVERY,
        PICK_UP
    }

    /**
     * What one method costs.
     *
     * @param freeFrom goods total from which it costs nothing, or null
     * @param daysMin to {@code daysMax}: working days
     * @param zone the name of the zone that the address lies in; empty for a pick-up
     * @param steps how the price came about; their amounts sum to it
     * @param method its code; for a pick-up that and the point's, {@code pick-up:xuhui}: each point is a choice of its own
     * @param point where the goods can be picked up; null for a delivery
     */
    record Rate(
            String method,
            Kind kind,
            Text name,
            Text description,
            Money price,
            @Nullable Money freeFrom,
            int daysMin,
            int daysMax,
            Text zone,
            List<Step> steps,
            @Nullable PickUpPoint point) {}

    /**
     * @param code {@code weight} (what so many grams cost), {@code volume} (what so many cubic centimetres cost), {@code amount} (what goods of that total cost), {@code further}
     *     (so many units above the last tier), {@code free} (nothing from that goods total on) or {@code remote}
     * @param measured grams, cubic centimetres, minor units of the goods total, or a count of further units; null where nothing is measured
     * @param bound up to what the tier reaches, of what size a further unit is, or from where it is free; null: no bound
     */
    record Step(
            String code, @Nullable Long measured, @Nullable Long bound, Money amount) {}

    /** @param reason {@code no-zone}: it does not go to that address; {@code too-much}: not with so much; {@code no-point}: no place to pick up at */
    record Withheld(String method, Text name, String reason) {}

    /** @param point the code behind the colon of its delivery method */
    record ReadyOrder(UUID orderId, String orderNumber, String point) {}

    /** @param code for the buyer's eyes; {@code handedAt} null until then */
    record PickUp(
            UUID orderId,
            String point,
            String code,
            Instant readyAt,
            @Nullable Instant handedAt) {}

    record HandOverRequest(UUID orderId, @Nullable String code) {}

    record HandedOver(UUID orderId, UUID shipmentId) {}

    /** @param address on one line; {@code hours} when it is open */
    record PickUpPoint(String code, Text name, Text address, Text hours, String phone) {}

    /** @param carrier one Kontor knows, by code or name ({@code sf-express}, {@code DHL}), or any other, up to 60 characters */
    record Dispatch(
            UUID shipmentId,
            UUID orderId,
            String orderNumber,
            String carrier,
            String trackingNumber,
            List<Line> lines) {}

    record Line(String sku, int quantity) {}

    /**
     * @param trackingUrl where the carrier shows the parcel, or null when Kontor does not know the carrier
     * @param status of the latest of its events
     * @param deliveredAt null until it reached its receiver
     * @param events what is heard of it, oldest first
     */
    record Shipment(
            UUID id,
            UUID orderId,
            String carrier,
            String trackingNumber,
            @Nullable String trackingUrl,
            List<Line> lines,
            Instant dispatchedAt,
            TrackingStatus status,
            @Nullable Instant deliveredAt,
            List<TrackingEvent> events) {}

    /** Where a parcel is. {@code PROBLEM}: it needs somebody's attention. */
    enum TrackingStatus {
        DISPATCHED,
        IN_TRANSIT,
        OUT_FOR_DELIVERY,
        DELIVERED,
        PROBLEM,
        RETURNED
    }

    /** @param at when it happened; {@code place} and {@code text} may be empty */
    record TrackingEvent(Instant at, TrackingStatus status, String place, String text) {}
}
