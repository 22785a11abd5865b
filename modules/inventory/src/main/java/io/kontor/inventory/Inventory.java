package io.kontor.inventory;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other modules may ask of inventory; answered in this process, or over HTTP by the same methods. */
@HttpExchange("/internal/inventory")
public interface Inventory {

    /**
     * Sets stock aside for an order until it is committed, released, or {@code holdFor} has passed. All lines or none.
     * Where little would be left the hold is shorter: {@link Reservation.Granted} says until when it stands. What is not
     * there is sold beyond it as far as the SKU's selling policy allows, and promised; it cannot be shipped before it comes.
     * While the reservation stands, the same {@code orderId} gets the first answer again. A denial takes nothing and is
     * not remembered; after a release, or once time ran out, the order may reserve anew.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) for no lines, more than 200, a SKU twice or a quantity out
     *     of range; RESERVATION_DIFFERS (409) when the order has reserved other goods
     */
    @PostExchange("/reservations")
    Reservation reserve(@RequestBody ReserveStock wanted);

    /**
     * Makes the orders' reservations firm: they no longer expire. One that expired already takes its goods again; what
     * is gone by then is told as {@link StockRanShort}, kept as the order's claim, and taken when stock comes. Unknown
     * and released orders and repeats are passed over.
     *
     * @param orderIds 1 to 200
     */
    @PostExchange("/reservations/commits")
    void commit(@RequestBody List<UUID> orderIds);

    /** Gives back what is still reserved for the orders. Unknown orders and repeats are passed over. @param orderIds 1 to 200 */
    @PostExchange("/reservations/releases")
    void release(@RequestBody List<UUID> orderIds);

    /**
     * Changes what is reserved for an order whose lines were changed: takes over what was reserved under {@code changeId},
     * and gives back what is not wanted any more. A hold for the change that ran out meanwhile is taken anew, as by
     * {@link #commit}; of an order that was released nothing is kept. The same {@code changeId} is done once.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400)
     */
    @PostExchange("/amendments")
    void amend(@RequestBody Amendment change);

    /**
     * Takes what leaves the house off the stock and off the order's reservation. The same {@code shipmentId} is taken once.
     *
     * @throws io.kontor.kernel.Refusal NOT_RESERVED (409) when more is shipped than the order still holds;
     *     SHIPMENT_DIFFERS (409) when the shipment was recorded with other goods
     */
    @PostExchange("/shipments")
    void ship(@RequestBody ShipStock shipped);

    /**
     * Takes in goods that a buyer sent back: what is good can be sold again, what is damaged is written off. The same
     * {@code returnId} is taken in once.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400), LOCATION_NOT_FOUND (404); RETURN_DIFFERS (409) when it was
     *     recorded with other goods
     */
    @PostExchange("/returns")
    void takeBack(@RequestBody TakeBack returned);

    /**
     * What of the orders is not there yet and cannot be shipped before it comes; nothing for orders whose goods are all
     * set aside, and for those that hold none (any more). One answer for each order and SKU.
     *
     * @param orderIds 1 to 200
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400)
     */
    @PostExchange("/waiting-goods")
    List<Waiting> waitingFor(@RequestBody List<UUID> orderIds);

    /** What can be sold right now, one answer per SKU asked, 0 for one that has no stock. @param skus up to 1,000 */
    @PostExchange("/availability")
    List<Availability> available(@RequestBody List<String> skus);

    /** Units that left the house since then, SKU by SKU, those of which most left first. Goods that came back count too. */
    @PostExchange("/shipped-units")
    List<Shipped> shipped(@RequestBody ShippedSince asked);

    /** The places that hold stock, in the order in which they are taken from. */
    @GetExchange("/places")
    List<Place> places();

    /**
     * Sets the units on hand at a location, as counted or as imported; the difference becomes a movement. Fewer
     * than are promised to orders is refused; an import is lifted to what is promised instead, so that one SKU does not
     * stop a thousand.
     *
     * @param counts 1 to 1,000, each SKU once; on hand 0 to 999,999,999
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400); LOCATION_NOT_FOUND (404); STOCK_RESERVED (409) naming the SKUs
     */
    @PostExchange("/counts")
    void count(@RequestBody List<Count> counts);

    /**
     * @param orderId also the key of idempotency
     * @param lines 1 to 200, each SKU once
     * @param holdFor how long an uncommitted reservation stands at most, 1 minute to 24 hours
     * @param buyer who holds: the same id for the same buyer, so that nobody sets aside a whole shelf with orders that are
     *     not paid; null for the house itself, which no limit binds
     * @param destination where the goods go, for the choice of the place they are taken from; null when it is not known
     */
    record ReserveStock(
            UUID orderId,
            List<Line> lines,
            Duration holdFor,
            @Nullable UUID buyer,
            @Nullable Destination destination) {
        public ReserveStock(UUID orderId, List<Line> lines, Duration holdFor) {
            this(orderId, lines, holdFor, null, null);
        }
    }

    /** @param country two letters; {@code region} as the buyer wrote it */
    record Destination(@Nullable String country, @Nullable String region) {}

    /** @param quantity in sales units, 1 to 999,999 */
    record Line(String sku, int quantity) {}

    record Shortage(String sku, int wanted, int available) {}

    /**
     * More than one buyer may hold without paying.
     *
     * @param sku null when the order as a whole is too large
     * @param held what the buyer's other unpaid orders hold
     * @param most what they and this one may hold together
     */
    record Limit(@Nullable String sku, int wanted, int held, int most) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    sealed interface Reservation {
        /** @param promises what of it is not there yet; most often nothing */
        record Granted(UUID orderId, Instant expiresAt, List<Promise> promises) implements Reservation {
            public Granted(UUID orderId, Instant expiresAt) {
                this(orderId, expiresAt, List.of());
            }
        }

        /** Names every SKU that fell short, and what is left of it. */
        record Denied(List<Shortage> shortages) implements Reservation {}

        /** There would be enough, but the buyer would hold too much of it unpaid. Nothing was taken. */
        record Limited(List<Limit> limits) implements Reservation {}
    }

    /** @param givesBack units that are not wanted any more, each SKU once; perhaps none */
    record Amendment(UUID changeId, UUID orderId, List<Line> givesBack) {}

    record ShipStock(UUID shipmentId, UUID orderId, List<Line> lines) {}

    /**
     * @param lines 1 to 200, each SKU once
     * @param orderId that the goods were shipped for; null when it is not known
     * @param location where they are now; null: where most of each SKU was shipped from for the order, or else the first
     */
    record TakeBack(
            UUID returnId,
            List<ReturnedLine> lines,
            @Nullable UUID orderId,
            @Nullable String location) {
        public TakeBack(UUID returnId, List<ReturnedLine> lines) {
            this(returnId, lines, null, null);
        }
    }

    /** @param good units that can be sold again; {@code damaged} units that cannot; together 1 to 999,999 */
    record ReturnedLine(String sku, int good, int damaged) {}

    /** Units that were sold before they are there. @param on the day, in the shop's time zone, by which they shall leave the house */
    record Promise(String sku, int units, LocalDate on) {}

    /** @param promisedOn the day, in the shop's time zone, by which they shall leave the house; null for what was there and is gone */
    record Waiting(
            UUID orderId, String sku, int units, @Nullable LocalDate promisedOn) {}

    /**
     * @param available units that can be ordered now, those included that would leave later
     * @param inStock units of these that are there
     * @param later when more than these is ordered: by when that leaves; null where nothing is sold beyond the stock
     */
    record Availability(
            String sku,
            int available,
            int inStock,
            @Nullable Later later) {
        public Availability(String sku, int available) {
            this(sku, available, available, null);
        }
    }

    /** @param preOrder whether it has not come out yet; @param on a day in the shop's time zone */
    record Later(boolean preOrder, LocalDate on) {}

    /**
     * @param reason for the movement, up to 200 characters; {@code import} marks an import
     * @param location where it was counted; null: the first
     */
    record Count(
            String sku, int onHand, String reason, @Nullable String location) {
        public Count(String sku, int onHand, String reason) {
            this(sku, onHand, reason, null);
        }
    }

    /** @param limit 1 to 10,000 */
    record ShippedSince(Instant since, int limit) {}

    record Shipped(String sku, long units) {}

    /** A place that holds stock. */
    record Place(String code, String nameZh, String nameEn) {}
}
