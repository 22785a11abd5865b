package io.kontor.trade;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.catalog.Catalog.Terms;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Page;
import java.time.Instant;
import java.time.LocalDate;
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
 * What other modules may ask of trade; the shop's pages do everything through it. The records are also what the store
 * API shows. A cart that belongs to an account is shown to that account only; a guest's cart to whoever knows its id.
 */
@HttpExchange("/internal/trade")
public interface Trade {

    /** A new, empty cart; a shopper who has one already gets that. */
    @PostExchange("/carts")
    Cart openCart(@RequestBody Shopper shopper);

    /** The cart with today's prices and stock; empty when there is none or it is another account's. */
    @PostExchange("/carts/{cartId}/views")
    Optional<Cart> cart(@PathVariable UUID cartId, @RequestBody Shopper shopper);

    /**
     * @throws io.kontor.kernel.Refusal CART_NOT_FOUND (404), UNKNOWN_SKU (404), QUANTITY_INVALID (400), CART_FULL (409, 200 lines)
     */
    @PostExchange("/carts/{cartId}/lines")
    Cart addLine(@PathVariable UUID cartId, @RequestBody AddLine line);

    /** Changes a line's quantity (0 removes it), whether it is bought now or saved for later, or takes its new price as seen. */
    @PostExchange("/carts/{cartId}/lines/{lineId}")
    Cart changeLine(@PathVariable UUID cartId, @PathVariable UUID lineId, @RequestBody ChangeLine change);

    /** Chooses which lines are bought now: exactly these; the others wait in the cart. */
    @PostExchange("/carts/{cartId}/selection")
    Cart selectLines(@PathVariable UUID cartId, @RequestBody SelectLines wanted);

    /** Moves a guest's cart into the account's, at sign-in; quantities of the same SKU add up. Answers the account's cart. */
    @PostExchange("/carts/{cartId}/merges")
    Cart merge(@PathVariable UUID cartId, @RequestBody Shopper shopper);

    /** What the cart costs, explained line by line. Nothing is held. */
    @PostExchange("/carts/{cartId}/quotes")
    Quote quote(@PathVariable UUID cartId, @RequestBody QuoteRequest wanted);

    /**
     * Turns the cart into an order and takes the payment. The same key gets the first order again. Goods of several
     * merchants make an order for each, and the first of them is answered, with its {@code group}.
     *
     * @throws io.kontor.kernel.Refusal CART_NOT_FOUND (404), CART_EMPTY (409), OUT_OF_STOCK (409 with {@code shortages}),
     *     NOT_ON_SALE, QUANTITY_LIMITED, PRICE_CHANGED (409, each with the cart's {@code problems}),
     *     UNKNOWN_DELIVERY_METHOD (400), NOT_DELIVERED (409), INVALID_REQUEST (400 with {@code fields})
     */
    @PostExchange("/orders")
    Order place(@RequestBody PlaceOrderRequest wanted);

    /** The order as its owner sees it, found by number; empty when the asker may not see it. */
    @PostExchange("/orders/{number}/views")
    Optional<Order> order(@PathVariable String number, @RequestBody Asker asker);

    /** Whose order it is; empty for a guest's. @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404) */
    @GetExchange("/orders/{number}/account")
    Optional<UUID> accountOf(@PathVariable String number);

    /**
     * The order's invoice as PDF, in the asker's language.
     *
     * @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404), NOT_INVOICED (409)
     */
    @PostExchange("/orders/{number}/invoices")
    Paper invoice(@PathVariable String number, @RequestBody Asker asker);

    /**
     * Pays an order that is not paid yet with all of its group, or what was added to one that is; or tries again after a
     * decline.
     */
    @PostExchange("/orders/{number}/payments")
    Order pay(@PathVariable String number, @RequestBody PayOrder payment);

    /** @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404), NOT_CANCELLABLE (409) once something has been shipped */
    @PostExchange("/orders/{number}/cancellation")
    Order cancel(@PathVariable String number, @RequestBody CancelOrder cancellation);

    /**
     * Sends the order elsewhere in its region, until something of it was shipped. What it costs stays.
     *
     * @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404), INVALID_REQUEST (400 with {@code fields}), ADDRESS_FIXED (409),
     *     ADDRESS_ELSEWHERE (409) for another region, or where the delivery costs more
     */
    @PostExchange("/orders/{number}/address")
    Order changeAddress(@PathVariable String number, @RequestBody ChangeAddress change);

    /** @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404), NOT_SHIPPED (409) */
    @PostExchange("/orders/{number}/receipt")
    Order confirmReceipt(@PathVariable String number, @RequestBody Asker asker);

    /**
     * Notes what of an order was given back after it had been shipped: units and amounts on its lines, and an entry of
     * its timeline. An order of which every unit was given back is refunded. The same {@code refundId} is noted once.
     *
     * @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404)
     */
    @PostExchange("/refunds")
    void noteRefund(@RequestBody RefundNote refund);

    /**
     * Leaves units out of an order that were not shipped: they never are, and what is set aside for them is on sale again.
     * An order of which all other units were shipped is shipped then. Their money is given back by whoever asks for this,
     * and noted by {@link #noteRefund}. The same {@code id} is done once.
     *
     * @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404), NOT_LEFT_OUT (409) when some of the units have left the house,
     *     are just about to, or are not in the order any more, or when less than {@code delivery} is paid for the delivery by now
     */
    @PostExchange("/omissions")
    void leaveOut(@RequestBody LeaveOut wanted);

    /** An account's orders, newest first. @param limit 1 to 100 */
    @GetExchange("/accounts/{accountId}/orders")
    Page<OrderSummary> orders(
            @PathVariable UUID accountId,
            @RequestParam int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam Language language);

    /** @param caller GUEST or SHOPPER; language: of the texts in the answer */
    record Shopper(Caller caller, Language language) {}

    record AddLine(Shopper shopper, String sku, int quantity) {}

    /** What is null stays. @param acceptPrice true: today's price is what the buyer has seen */
    record ChangeLine(
            Shopper shopper,
            @Nullable Integer quantity,
            @Nullable Boolean selected,
            @Nullable Boolean saved,
            @Nullable Boolean acceptPrice) {
        public ChangeLine(Shopper shopper, int quantity) {
            this(shopper, quantity, null, null, null);
        }
    }

    record SelectLines(Shopper shopper, List<UUID> lineIds) {}

    /**
     * @param totals of the lines that are selected
     * @param problems what changed since the lines were added, each with its line and a way forward
     * @param quantity units in the cart, without those saved for later
     * @param saved the lines saved for later; what was there is added to a cart again by their ids
     */
    record Cart(
            UUID id,
            List<CartLine> lines,
            Totals totals,
            List<CartProblem> problems,
            int quantity,
            List<CartLine> saved,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<Explanation> explanation) {}

    /**
     * @param options what tells the variant from its siblings: {@code Red / L}; {@code available}: at most 99
     * @param selected whether it is bought now
     * @param terms in which quantities it is sold, where that differs from the usual
     * @param explanation how {@code total} came about, where rules took something off it; the amounts sum to it
     * @param promisedOn the day by which it leaves the house, in the shop's time zone; only where some of it is not there yet
     */
    record CartLine(
            UUID id,
            String sku,
            UUID productId,
            String slug,
            String name,
            String options,
            @Nullable String image,
            int quantity,
            Money price,
            @Nullable Money listPrice,
            Money total,
            int available,
            boolean selected,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Terms terms,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<Explanation> explanation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate promisedOn) {}

    /**
     * @param code {@code out-of-stock}, {@code short-stock}, {@code price-changed}, {@code not-on-sale},
     *     {@code option-gone} (the product has other variants), {@code other-currency}, {@code below-minimum},
     *     {@code above-maximum}, {@code not-in-step} or {@code buyer-limit}
     */
    record CartProblem(UUID lineId, String code, String message, Remedy remedy) {}

    /**
     * One way forward.
     *
     * @param action {@code remove}, {@code unselect}, {@code save}, {@code accept-price} or {@code set-quantity}, which
     *     names the {@code quantity}; {@code text} says it for people
     */
    record Remedy(
            String action,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer quantity,

            String text) {}

    /**
     * {@code total = goods - discount + delivery + taxAdded}; all other tax is contained in it.
     *
     * @param taxAdded the part of {@code tax} that comes on top of prices, or null
     * @param inMoney what of {@code total} is left to pay after points and gift cards; null: all of it
     */
    record Totals(
            Money goods,
            Money discount,
            Money delivery,
            Money tax,
            Money total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Money taxAdded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Money inMoney) {
        /** What is paid in money. */
        public Money payable() {
            return inMoney == null ? total : inMoney;
        }

        /** What points and gift cards pay. */
        public Money tendered() {
            return total.minus(payable());
        }
    }

    record QuoteRequest(
            Shopper shopper,
            @Nullable Address address,
            @Nullable String deliveryMethod,
            @Nullable List<String> coupons,
            @Nullable Integer points) {}

    /**
     * @param deliveryMethod what the totals go by; null when nothing goes to the address, and then delivery is zero
     * @param orders what it makes when the goods are several merchants': an order for each; else it is left out
     */
    record Quote(
            UUID cartId,
            List<QuoteLine> lines,
            Totals totals,
            List<DeliveryChoice> deliveryMethods,
            List<DeliveryWithheld> withheld,
            @Nullable String deliveryMethod,
            List<CouponAnswer> coupons,
            List<CartProblem> problems,
            List<Explanation> explanation,
            List<Tax> taxes,
            List<NotApplied> notApplied,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<QuotedOrder> orders) {}

    /** What one merchant's goods cost, which it ships by itself. @param totals those of all orders sum to the quote's */
    record QuotedOrder(String merchant, List<UUID> lineIds, Totals totals) {}

    /**
     * @param tax on the line and on its share of the delivery; {@code taxes} says of which class and rate
     * @param total what the line costs without delivery
     * @param paid {@code total} and {@code deliveryShare}, less what points and gift cards pay of them
     * @param explanation how {@code paid} came about, in order; the amounts sum to it
     * @param promisedOn as in the cart
     */
    record QuoteLine(
            UUID lineId,
            String sku,
            String name,
            int quantity,
            Money listPrice,
            Money price,
            Money discount,
            Money tax,
            Money deliveryShare,
            Money total,
            Money paid,
            List<Tax> taxes,
            List<Explanation> explanation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate promisedOn) {}

    /**
     * @param code {@code list-price}, {@code offer}, the code of the rule that took something off, {@code tax-added},
     *     {@code delivery}, {@code delivery-share}, {@code points}, {@code gift-card}; {@code text} says it for people
     */
    record Explanation(String code, String text, Money amount) {}

    /**
     * @param taxClass {@code standard} or another of the shop's
     * @param percent of the price without tax: {@code 13}, {@code 8.875}
     * @param included whether the price contains it; otherwise it was added
     */
    record Tax(String taxClass, String percent, boolean included, Money amount) {}

    /**
     * A coupon or rule that changed nothing.
     *
     * @param reason {@code no-such-coupon}, {@code not-for-these}, {@code not-together}, {@code below-minimum},
     *     {@code nothing-left}, or the rule's own; {@code text} says it for people
     */
    record NotApplied(String code, String label, String reason, String text) {}

    /** @param explanation how {@code price} came about, in order; the amounts sum to it */
    record DeliveryChoice(
            String method,
            String name,
            String description,
            Money price,
            @Nullable Money freeFrom,
            int daysMin,
            int daysMax,
            boolean selected,
            List<Explanation> explanation) {}

    /** A method that is no way for these goods to that address. @param reason for people */
    record DeliveryWithheld(String method, String name, String reason) {}

    record CouponAnswer(String code, boolean applied, String reason) {}

    /** @param country ISO 3166-1 alpha-2; name, phone, country, region, city and line1 are wanted for an order */
    record Address(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String district,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String postcode) {}

    /** @param email or phone, at least one of them */
    record Contact(@Nullable String email, @Nullable String phone) {}

    /**
     * @param outcome what the {@code sandbox} shall do: {@code capture}, {@code decline}, {@code pending}, {@code authorise},
     *     {@code hang}, {@code lost}, {@code broken}, {@code flaky}, {@code answer-twice}, {@code callback-early},
     *     {@code callback-late}, {@code callback-twice} or {@code callback-never}
     */
    record PaymentChoice(String method, @Nullable String outcome) {}

    /** @param idempotencyKey chosen by the caller, one per order wanted */
    record PlaceOrderRequest(
            Shopper shopper,
            UUID cartId,
            String idempotencyKey,
            Contact contact,
            Address address,
            String deliveryMethod,
            PaymentChoice payment,
            @Nullable String note,
            @Nullable Money expectedTotal,
            @Nullable List<String> coupons,
            @Nullable Integer points) {
        public PlaceOrderRequest(
                Shopper shopper,
                UUID cartId,
                String idempotencyKey,
                Contact contact,
                Address address,
                String deliveryMethod,
                PaymentChoice payment,
                @Nullable String note,
                @Nullable Money expectedTotal) {
            this(
                    shopper,
                    cartId,
                    idempotencyKey,
                    contact,
                    address,
                    deliveryMethod,
                    payment,
                    note,
                    expectedTotal,
                    null,
                    null);
        }
    }

    /**
     * Who asks for an order: its account, or whoever holds its access token, or a guest who knows its number and the
     * contact it was placed with, or another module for a member of staff it let in, as SYSTEM.
     */
    record Asker(
            Caller caller,
            Language language,
            @Nullable String accessToken,
            @Nullable String contact) {}

    /** @param pdf base64 on the wire */
    @SuppressWarnings("ArrayRecordComponent") // It is written and read once, and never compared.
    record Paper(byte[] pdf) {}

    record PayOrder(
            Asker asker,
            String idempotencyKey,
            String method,
            @Nullable String outcome) {}

    record CancelOrder(Asker asker, String reason) {}

    record ChangeAddress(Asker asker, Address address) {}

    /**
     * @param total what was given back, with {@code amount} of every line and delivery in it
     * @param tendered what of it goes back to points and gift cards; null: nothing
     */
    record RefundNote(
            UUID refundId,
            String number,
            List<RefundedLine> lines,
            Money total,
            @Nullable Money tendered) {}

    /**
     * @param lines 1 to 200, each once, with a quantity from 1; {@code reason} for the timeline
     * @param delivery what goes back of the delivery with them
     */
    record LeaveOut(UUID id, String number, List<LeftOutLine> lines, String reason, Money delivery) {}

    record LeftOutLine(UUID lineId, int quantity) {}

    /** @param amount of the units, without delivery */
    record RefundedLine(UUID lineId, int quantity, Money amount) {}

    /**
     * @param accessToken opens the order, and all of its group, without signing in; keep it as a password
     * @param payBefore until when the total, or what is {@code due}, is waited for
     * @param explanation how the total came about, in order; the amounts sum to what is paid
     * @param group the orders that are paid together; left out of an order that is paid by itself
     * @param due what of a paid order is still to be paid, after something was added to it, or of an unpaid one that was
     *     captured in part, with its group; or null
     * @param captured what arrived for an order that is not wholly paid, and for its group; or null
     */
    record Order(
            UUID id,
            String number,
            String accessToken,
            String status,
            List<OrderLine> lines,
            Totals totals,
            Contact contact,
            Address address,
            String deliveryMethod,
            String deliveryName,
            @Nullable OrderPayment payment,
            List<Parcel> shipments,
            List<TimelineEntry> timeline,
            @Nullable String note,
            Instant placedAt,
            @Nullable Instant payBefore,
            boolean payable,
            boolean cancellable,
            boolean receivable,
            List<Explanation> explanation,
            List<Tax> taxes,
            List<NotApplied> notApplied,
            @Nullable PickUp pickUp,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OrderGroup group,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Money due,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Money captured) {
        /** What is paid for it: the id of its group, or its own. */
        public UUID paidAs() {
            return group == null ? id : group.id();
        }
    }

    /**
     * The orders of one checkout, one for each merchant. They are paid once, together; each is shipped, cancelled and
     * given back by itself.
     *
     * @param orders in the order of the checkout
     * @param total of all of them; {@code due} of those that are not paid yet, less what arrived for them
     */
    record OrderGroup(UUID id, List<GroupedOrder> orders, Money total, Money due) {
        /** What is paid in money for all of them. */
        public Money payable() {
            return orders.stream()
                    .map(GroupedOrder::payable)
                    .reduce(Money::plus)
                    .orElseThrow();
        }
    }

    /** @param inMoney as in {@link Totals} */
    record GroupedOrder(
            String number,
            String merchant,
            String status,
            Money total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Money inMoney) {
        /** What is paid in money. */
        public Money payable() {
            return inMoney == null ? total : inMoney;
        }
    }

    /** Of an order that is picked up. @param code to show there; null until it is ready */
    record PickUp(
            @Nullable String code,
            @Nullable Instant readyAt,
            @Nullable Instant handedAt) {}

    /**
     * @param promisedOn the day by which what was not there leaves the house, in the shop's time zone
     * @param awaiting how many were added and are not paid yet: they are not shipped before
     */
    record OrderLine(
            UUID id,
            String sku,
            UUID productId,
            String slug,
            String name,
            String options,
            @Nullable String image,
            int quantity,
            int shipped,
            int refunded,
            Money refundedAmount,
            Money listPrice,
            Money price,
            Money discount,
            Money tax,
            Money deliveryShare,
            Money total,
            Money paid,
            List<Tax> taxes,
            List<Explanation> explanation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate promisedOn,

            int awaiting,
            int leftOut) {}

    /**
     * @param status {@code unknown} (the provider is being asked), {@code pending}, {@code authorised},
     *     {@code partially-captured}, {@code captured}, {@code declined}, {@code voided} or {@code refunded}
     */
    record OrderPayment(
            UUID id,
            String method,
            String status,
            Money amount,
            Money refunded,
            @Nullable String declineReason,
            @Nullable NextAction nextAction) {}

    record NextAction(String type, String url) {}

    /**
     * @param status {@code dispatched}, {@code in-transit}, {@code out-for-delivery}, {@code delivered}, {@code problem} or
     *     {@code returned}
     * @param events what is heard of it, oldest first
     */
    record Parcel(
            String carrier,
            String trackingNumber,
            @Nullable String trackingUrl,
            Instant dispatchedAt,
            List<ParcelLine> lines,
            String status,
            @Nullable Instant deliveredAt,
            List<TrackingEvent> events) {}

    record ParcelLine(String sku, int quantity) {}

    /** @param status as the parcel's; {@code place} and {@code text} as the carrier gave them, perhaps empty */
    record TrackingEvent(Instant at, String status, String place, String text) {}

    /** @param code {@code placed}, {@code paid}, {@code payment-declined}, {@code shipped}, {@code cancelled}, ...; text for people */
    record TimelineEntry(Instant at, String code, String text, String actor) {}

    /** @param paidWith the numbers of the other orders of its checkout; left out where there are none */
    record OrderSummary(
            String number,
            String status,
            Instant placedAt,
            Money total,
            int quantity,
            List<SummaryLine> lines,
            boolean payable,
            boolean receivable,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> paidWith) {
        public OrderSummary {
            paidWith = paidWith == null ? List.of() : List.copyOf(paidWith);
        }
    }

    record SummaryLine(String name, @Nullable String image, int quantity) {}
}
