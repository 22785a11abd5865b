package io.kontor.trade.checkout;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.platform.batch.Combiner;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.idempotency.Idempotency.Beginning;
import io.kontor.platform.idempotency.Idempotency.Ticket;
import io.kontor.trade.OrderPlaced;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.PlaceOrderRequest;
import io.kontor.trade.Trade.Shopper;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.cart.BuyerLimits;
import io.kontor.trade.cart.BuyerLimits.Limited;
import io.kontor.trade.cart.CartContents;
import io.kontor.trade.cart.CartContents.Line;
import io.kontor.trade.cart.CartStore;
import io.kontor.trade.cart.MergeCarts;
import io.kontor.trade.cart.ShowCart.Known;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderNumbers;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.order.OrderStore.Placement;
import io.kontor.trade.order.PayOrder;
import io.kontor.trade.order.SettlePayment;
import io.kontor.trade.order.ShowOrder;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Priced;
import io.kontor.trade.pricing.PriceRule.Purchase;
import io.kontor.trade.pricing.PriceRules;
import io.kontor.trade.tax.TaxTable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a cart into an order and takes its payment: ask what it costs, hold the stock, record the order, take the
 * payment, record that. A crash between any two of these is healed by the repeat of the request, which goes on where
 * the first one stopped, or else by time: what is held expires, and what is unpaid is cancelled.
 */
@Component
public class PlaceOrder {
    /** The stock is held a little longer than the payment is waited for, so that no order is paid without its goods. */
    private static final Duration HOLD_LONGER = Duration.ofMinutes(5);

    private static final Duration PAY_MIN = Duration.ofMinutes(1);

    /** What one payment may take: 1,000,000,000.00. */
    private static final long TOTAL_MINOR_MAX = 100_000_000_000L;

    private static final int BATCH_MAX = 100;

    private final MergeCarts mergeCarts;
    private final CartStore carts;
    private final CheckGoods checkGoods;
    private final BuyerLimits buyerLimits;
    private final Fulfilment fulfilment;
    private final Inventory inventory;
    private final OrderStore orders;
    private final OrderNumbers numbers;
    private final PayOrder payOrder;
    private final ShowOrder showOrder;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final SettlePayment settlePayment;
    private final PriceRules rules;
    private final TaxTable taxTable;
    private final TradeSettings settings;
    private final Clock clock;
    private final Combiner<Writing, Written> writings;

    PlaceOrder(
            MergeCarts mergeCarts,
            CartStore carts,
            CheckGoods checkGoods,
            BuyerLimits buyerLimits,
            Fulfilment fulfilment,
            Inventory inventory,
            OrderStore orders,
            OrderNumbers numbers,
            PayOrder payOrder,
            ShowOrder showOrder,
            Idempotency idempotency,
            Outbox outbox,
            SettlePayment settlePayment,
            PriceRules rules,
            TaxTable taxTable,
            TransactionTemplate tx,
            TradeSettings settings,
            Clock clock) {
        this.mergeCarts = mergeCarts;
        this.carts = carts;
        this.checkGoods = checkGoods;
        this.buyerLimits = buyerLimits;
        this.fulfilment = fulfilment;
        this.inventory = inventory;
        this.orders = orders;
        this.numbers = numbers;
        this.payOrder = payOrder;
        this.showOrder = showOrder;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.settlePayment = settlePayment;
        this.rules = rules;
        this.taxTable = taxTable;
        this.settings = settings;
        this.clock = clock;
        this.writings = new Combiner<>(BATCH_MAX, all -> tx.execute(_ -> write(all)));
    }

    public ResponseEntity<Order> place(PlaceOrderRequest wanted) {
        if (wanted.idempotencyKey() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("An order needs an idempotency key; a UUID is best.");
        }
        var form = OrderForm.of(wanted);
        payOrder.requireMethod(form.payment().method());
        var shopper = wanted.shopper();
        // Guests share one scope: a repeat must match in every field, the cart's unguessable id among them.
        var buyer = shopper.caller().isShopper()
                ? shopper.caller().requireAccountId().toString()
                : "guest";
        var answer = idempotency.answerAtOnce(
                "trade",
                "order",
                buyer,
                wanted.idempotencyKey(),
                form,
                ticket -> pay(
                        recorded(form, shopper, ticket), form, wanted.idempotencyKey(), shopper.language(), ticket));
        var order = showOrder.withToken(Objects.requireNonNull(answer.getBody()));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(order);
    }

    KeptOrder recorded(OrderForm form, Shopper shopper, Ticket ticket) {
        return ticket.reference()
                .map(UUID::fromString)
                .map(orders::require)
                .orElseGet(() -> record(form, shopper, ticket));
    }

    private KeptOrder record(OrderForm form, Shopper shopper, Ticket ticket) {
        var cart = mergeCarts.require(form.cartId(), shopper.caller());
        requireFilled(cart);
        var basket = checkGoods.check(cart, shopper.language(), form.expectedTotal() != null);
        var rate = Basket.choose(basket.rates(fulfilment, form.address()), form.deliveryMethod());
        var taxes = taxTable.at(form.address());
        var purchase = new Purchase(cart.accountId(), basket.currency(), basket.priced(taxes), form.coupons());
        var quote = basket.quote(rules.of(purchase), rate.price(), taxes);
        requireExpected(form, quote);
        // The cart's version is part of the id: what an interrupted try held for another content expires on its own.
        var orderId = Ids.named(cart.touchedAt(), "order", ticket.id(clock).toString(), String.valueOf(cart.version()));
        var now = now();
        var limited = checkGoods.limited(orderId, cart, form.contact(), basket);
        if (buyerLimits.isTooMuch(limited)) {
            throw checkGoods.tooMuch(cart, form.contact(), basket, shopper.language());
        }
        var held = hold(orderId, quote, form, shopper, basket);
        var payWithin = payWithin(held.expiresAt(), now);
        var order = decide(orderId, numbers.next(), form, shopper, basket, rate, quote, now, payWithin)
                .promised(promises(held));
        return switch (writings.ask(new Writing(order, cart, carts.left(cart), limited, ticket))) {
            case PLACED -> order;
            case TOO_MUCH -> {
                inventory.release(List.of(orderId));
                throw checkGoods.tooMuch(cart, form.contact(), basket, shopper.language());
            }
            case REPEATED -> {
                if (orders.find(orderId).isEmpty()) {
                    inventory.release(List.of(orderId));
                }
                throw CommonProblem.IN_PROGRESS.refusal(
                        "The first request with this key is still at work. Repeat this one in a second.");
            }
            case CART_CHANGED -> {
                inventory.release(List.of(orderId));
                requireFilled(carts.find(cart.cartId()).orElse(cart));
                throw TradeProblem.CART_CHANGED.refusal("Nothing was ordered. Look at the cart and order again.");
            }
        };
    }

    /** Scarce goods are held for a shorter time, so that they are paid sooner or go back. */
    private Duration payWithin(Instant heldUntil, Instant now) {
        var held = Duration.between(now, heldUntil).minus(HOLD_LONGER);
        var atLeast = held.compareTo(PAY_MIN) < 0 ? PAY_MIN : held;
        return atLeast.compareTo(settings.unpaidMax()) < 0 ? atLeast : settings.unpaidMax();
    }

    private static Map<String, LocalDate> promises(Granted held) {
        return held.promises().isEmpty()
                ? Map.of()
                : held.promises().stream().collect(Collectors.toMap(Promise::sku, Promise::on));
    }

    private Granted hold(UUID orderId, PriceQuote quote, OrderForm form, Shopper shopper, Basket basket) {
        var wanted = quote.lines().stream()
                .map(priced ->
                        new Inventory.Line(priced.line().sku(), priced.line().quantity()))
                .toList();
        var holdFor = settings.unpaidMax().plus(HOLD_LONGER);
        var to = new Inventory.Destination(
                form.address().country(), form.address().region());
        return switch (inventory.reserve(new ReserveStock(orderId, wanted, holdFor, form.buyer(shopper), to))) {
            case Granted granted -> granted;
            case Inventory.Reservation.Limited(var limits) ->
                throw TradeProblem.HOLDS_TOO_MUCH
                        .refusal("Pay or cancel your other orders of these goods, or order fewer. Nothing was ordered.")
                        .with("limits", limits);
            case Denied(var shortages) -> throw checkGoods.shortage(basket, shortages, shopper.language());
        };
    }

    /** The order that these make: a pure function. */
    static KeptOrder decide(
            UUID orderId,
            String number,
            OrderForm form,
            Shopper shopper,
            Basket basket,
            Rate rate,
            PriceQuote quote,
            Instant now,
            Duration unpaidMax) {
        var offers = basket.lines().stream()
                .collect(Collectors.toMap(line -> line.line().lineId(), Known::shown));
        return new KeptOrder(
                orderId,
                number,
                orderId,
                Catalog.HOUSE,
                shopper.caller().isShopper() ? shopper.caller().requireAccountId() : null,
                OrderStatus.UNPAID,
                now,
                now.plus(unpaidMax),
                null,
                quote.totals(),
                form.contact(),
                form.address(),
                rate.method(),
                rate.name(),
                form.note(),
                quote.lines().stream()
                        .map(priced -> line(
                                priced,
                                Objects.requireNonNull(offers.get(priced.line().lineId()))))
                        .toList(),
                List.of(new KeptOrder.Entry(now, "placed", Actor.buyer(shopper.caller()), "")),
                quote.breakdown());
    }

    private static KeptOrder.Line line(Priced priced, Offer offer) {
        var line = priced.line();
        return new KeptOrder.Line(
                line.lineId(),
                line.sku(),
                offer.productId(),
                offer.slug(),
                offer.name(),
                offer.options(),
                offer.image(),
                line.quantity(),
                0,
                line.listPrice(),
                line.price(),
                priced.discount(),
                priced.tax(),
                priced.deliveryShare(),
                priced.total(),
                priced.breakdown());
    }

    /** An order to be written, the cart it takes, and the request it answers. */
    private record Writing(KeptOrder order, CartContents cart, String cartLeft, List<Limited> limited, Ticket ticket) {
        Placement placement() {
            return new Placement(order, cart.cartId(), cart.version(), cartLeft);
        }

        OrderPlaced event() {
            return new OrderPlaced(
                    order.orderId(),
                    order.number(),
                    order.accountId(),
                    order.totals().total());
        }
    }

    private enum Written {
        PLACED,
        TOO_MUCH,
        CART_CHANGED,
        REPEATED
    }

    /** One transaction: the orders, the empty carts, the keys of the requests, and the news. */
    private List<Written> write(List<Writing> writings) {
        var begun = idempotency.begin(writings.stream()
                .map(one -> new Beginning(one.ticket(), one.order().orderId().toString()))
                .toList());
        var fresh =
                writings.stream().filter(one -> begun.contains(one.ticket())).toList();
        var tooMuch = buyerLimits.take(
                fresh.stream().flatMap(one -> one.limited().stream()).toList());
        var possible = tooMuch.isEmpty()
                ? fresh
                : fresh.stream()
                        .filter(one -> !tooMuch.contains(one.order().orderId()))
                        .toList();
        var placed = possible.isEmpty()
                ? Set.<UUID>of()
                : orders.insert(possible.stream().map(Writing::placement).toList());
        orders.notePromises(possible.stream()
                .map(Writing::order)
                .filter(order -> placed.contains(order.groupId()))
                .toList());
        idempotency.forget(fresh.stream()
                .filter(one -> !placed.contains(one.order().orderId()))
                .map(Writing::ticket)
                .toList());
        outbox.publish(fresh.stream()
                .filter(one -> placed.contains(one.order().orderId()))
                .map(Writing::event)
                .toList());
        return writings.stream()
                .map(one -> {
                    if (!begun.contains(one.ticket())) {
                        return Written.REPEATED;
                    }
                    var orderId = one.order().orderId();
                    return placed.contains(orderId)
                            ? Written.PLACED
                            : tooMuch.contains(orderId) ? Written.TOO_MUCH : Written.CART_CHANGED;
                })
                .toList();
    }

    private ResponseEntity<Order> pay(KeptOrder order, OrderForm form, String key, Language language, Ticket ticket) {
        var created = ResponseEntity.created(URI.create("/api/store/v1/orders/" + order.number()));
        var repeated = ticket.reference().isPresent();
        if (order.status() == OrderStatus.UNPAID) {
            var taken = take(order, form, key);
            var after = settlePayment.settle(order, taken);
            if (!repeated) {
                return created.body(showOrder.show(after, taken, List.of(), language));
            }
        }
        return created.header(Idempotency.REPLAYED, "true")
                .body(showOrder.showWithoutToken(orders.require(order.orderId()), language));
    }

    PaymentView take(KeptOrder order, OrderForm form, String key) {
        return payOrder.take(order, key, form.payment().method(), form.payment().outcome());
    }

    private static void requireFilled(CartContents cart) {
        if (cart.lines().stream().noneMatch(Line::selected)) {
            throw TradeProblem.CART_EMPTY.refusal(
                    "There is nothing in the cart, nothing of it is selected, or it was ordered already.");
        }
        if (cart.lines().size() > CartContents.LINES_MAX) {
            throw TradeProblem.CART_FULL.refusal("An order has at most " + CartContents.LINES_MAX + " lines.");
        }
    }

    private static void requireExpected(OrderForm form, PriceQuote quote) {
        if (quote.totals().total().minor() > TOTAL_MINOR_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "One order costs at most 1,000,000,000.00. Order less at once.");
        }
        var expected = form.expectedTotal();
        if (expected != null && !expected.equals(quote.totals().total())) {
            throw TradeProblem.PRICE_CHANGED
                    .refusal("It costs " + quote.totals().total() + " now. Nothing was ordered.")
                    .with("totals", quote.totals());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
