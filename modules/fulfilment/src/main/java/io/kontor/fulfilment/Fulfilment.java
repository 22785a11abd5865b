package io.kontor.fulfilment;

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
     * The delivery methods on offer for these goods, cheapest first. {@code standard} is always among them, for goods
     * priced in its currency.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400)
     */
    @PostExchange("/rates")
    List<Rate> rates(@RequestBody RateRequest goods);

    /**
     * Records a parcel handed to a carrier. The same {@code shipmentId} is recorded once.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400); PARCEL_DIFFERS (409) when it was recorded otherwise
     */
    @PostExchange("/shipments")
    Shipment dispatch(@RequestBody Dispatch parcel);

    /** The orders' shipments, oldest first. @param orderIds up to 200 */
    @PostExchange("/shipment-lookups")
    List<Shipment> shipments(@RequestBody List<UUID> orderIds);

    /** @param country ISO 3166-1 alpha-2, or null when it is not known yet */
    record RateRequest(@Nullable String country, @Nullable String region, Money goodsTotal, int weightGrams) {}

    /** @param freeFrom goods total from which it costs nothing, or null; {@code daysMin} to {@code daysMax} working days */
    record Rate(
            String method,
            Text name,
            Text description,
            Money price,
            @Nullable Money freeFrom,
            int daysMin,
            int daysMax) {}

    /** @param carrier one Kontor knows, by code or name ({@code sf-express}, {@code DHL}), or any other, up to 60 characters */
    record Dispatch(
            UUID shipmentId,
            UUID orderId,
            String orderNumber,
            String carrier,
            String trackingNumber,
            List<Line> lines) {}

    record Line(String sku, int quantity) {}

    /** @param trackingUrl where the carrier shows the parcel, or null when Kontor does not know the carrier */
    record Shipment(
            UUID id,
            UUID orderId,
            String carrier,
            String trackingNumber,
            @Nullable String trackingUrl,
            List<Line> lines,
            Instant dispatchedAt) {}
}
