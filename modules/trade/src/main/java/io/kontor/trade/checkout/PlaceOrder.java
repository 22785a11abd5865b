package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.kernel.Caller;
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
import io.kontor.trade.cart.BuyerLimits;
import io.kontor.trade.cart.BuyerLimits.Limited;
import io.kontor.trade.cart.CartContents;
import io.kontor.trade.cart.CartContents.Line;
import io.kontor.trade.cart.CartStore;
import io.kontor.trade.cart.MergeCarts;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderMove;
import io.kontor.trade.order.OrderNumbers;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.order.OrderStore.Placement;
import io.kontor.trade.order.PayOrder;
import io.kontor.trade.order.SettlePayment;
import io.kontor.trade.order.ShowOrder;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceRule.Purchase;
import io.kontor.trade.pricing.PriceRules;
import io.kontor.trade.tax.TaxTable;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a cart into an order, or into one for each merchant of its goods, and takes one payment: ask what it costs, hold
 * the stock, record the orders, take the payment, record that. A crash between any two of these is healed by the repeat of the request, which goes on where
 * the first one stopped, or else by time: what is held expires, and what is unpaid is cancelled.
 */
@Component
public class PlaceOrder {
    /** What one payment may take: 1,000,000,000.00. */
    private static final long TOTAL_MINOR_MAX = 100_000_000_000L;

    private static final int BATCH_MAX = 100;

    private final MergeCarts mergeCarts;
    private final CartStore carts;
    private final CheckGoods checkGoods;
    private final BuyerLimits buyerLimits;
    private final Fulfilment fulfilment;
    private final HoldGoods holdGoods;
    private final OrderStore orders;
    private final OrderStandings standings;
    private final OrderNumbers numbers;
    private final PayOrder payOrder;
    private final ShowOrder showOrder;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final SettlePayment settlePayment;
    private final PriceRules rules;
    private final TaxTable taxTable;
    private final Clock clock;
    private final Combiner<Writing, Written> writings;

    PlaceOrder(
            MergeCarts mergeCarts,
            CartStore carts,
            CheckGoods checkGoods,
            BuyerLimits buyerLimits,
            Fulfilment fulfilment,
            HoldGoods holdGoods,
            OrderStore orders,
            OrderStandings standings,
            OrderNumbers numbers,
            PayOrder payOrder,
            ShowOrder showOrder,
            Idempotency idempotency,
            Outbox outbox,
            SettlePayment settlePayment,
            PriceRules rules,
            TaxTable taxTable,
            TransactionTemplate tx,
            Clock clock) {
        this.mergeCarts = mergeCarts;
        this.carts = carts;
        this.checkGoods = checkGoods;
        this.buyerLimits = buyerLimits;
        this.fulfilment = fulfilment;
        this.holdGoods = holdGoods;
        this.orders = orders;
        this.standings = standings;
        this.numbers = numbers;
        this.payOrder = payOrder;
        this.showOrder = showOrder;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.settlePayment = settlePayment;
        this.rules = rules;
        this.taxTable = taxTable;
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

    /**
     * Places the orders of a cart for a customer, by the same rules, and takes no payment. The same key gets them again.
     *
     * @param wanted by whom the cart was filled, who is not the customer
     * @param accountId of the customer, null for a guest
     */
    public List<KeptOrder> placeFor(PlaceOrderRequest wanted, @Nullable UUID accountId) {
        var form = OrderForm.of(wanted);
        var customer = new Shopper(
                accountId == null ? Caller.GUEST : new Caller(Caller.Kind.SHOPPER, accountId, "", Set.of()),
                wanted.shopper().language());
        var placer = wanted.shopper().caller().requireAccountId() + ":" + accountId;
        var answer = idempotency.answerAtOnce("trade", "order", placer, wanted.idempotencyKey(), form, ticket -> {
            var placed = ticket.reference()
                    .map(UUID::fromString)
                    .map(orders::requireGroup)
                    .orElseGet(() -> record(
                            form,
                            customer,
                            mergeCarts
                                    .require(form.cartId(), wanted.shopper().caller())
                                    .ownedBy(accountId),
                            ticket));
            return ResponseEntity.ok(placed);
        });
        return Objects.requireNonNull(answer.getBody());
    }

    /** The orders of the checkout, one for each merchant. */
    List<KeptOrder> recorded(OrderForm form, Shopper shopper, Ticket ticket) {
        return ticket.reference()
                .map(UUID::fromString)
                .map(orders::requireGroup)
                .orElseGet(() -> record(form, shopper, mergeCarts.require(form.cartId(), shopper.caller()), ticket));
    }

    private List<KeptOrder> record(OrderForm form, Shopper shopper, CartContents cart, Ticket ticket) {
        requireFilled(cart);
        var basket = checkGoods.check(cart, shopper.language(), form.expectedTotal() != null);
        var merchants = basket.byMerchant();
        var rates = Basket.rates(fulfilment, merchants, form.address()).stream()
                .map(one -> Basket.choose(one, form.deliveryMethod()))
                .toList();
        var taxes = taxTable.at(form.address());
        var purchase =
                new Purchase(cart.accountId(), basket.currency(), basket.priced(taxes), form.coupons(), form.points());
        var quote = basket.quote(
                rules.of(purchase),
                Basket.delivery(merchants, rates.stream().map(Rate::price).toList(), taxes),
                taxes);
        requireExpected(form, quote);
        // The cart's version is part of the id: what an interrupted try held for another content expires on its own.
        var groupId = Ids.named(cart.touchedAt(), "order", ticket.id(clock).toString(), String.valueOf(cart.version()));
        var drafts = Draft.of(groupId, cart.touchedAt(), merchants, rates, quote);
        var now = now();
        var limited = drafts.stream()
                .flatMap(draft -> checkGoods.limited(draft, cart, form.contact()).stream())
                .toList();
        if (buyerLimits.isTooMuch(limited)) {
            throw checkGoods.tooMuch(cart, form.contact(), basket, shopper.language());
        }
        var held = holdGoods.hold(drafts, form, shopper, now);
        var placed = drafts.stream()
                .map(draft -> draft.order(numbers.next(), form, shopper, now, held.payWithin())
                        .promised(held.promises()))
                .toList();
        return switch (writings.ask(new Writing(groupId, placed, cart, carts.left(cart), limited, ticket))) {
            case PLACED -> isFree(placed) ? orders.requireGroup(groupId) : placed;
            case TOO_MUCH -> {
                holdGoods.release(drafts);
                throw checkGoods.tooMuch(cart, form.contact(), basket, shopper.language());
            }
            case REPEATED -> {
                if (orders.ofGroup(groupId).isEmpty()) {
                    holdGoods.release(drafts);
                }
                throw CommonProblem.IN_PROGRESS.refusal(
                        "The first request with this key is still at work. Repeat this one in a second.");
            }
            case CART_CHANGED -> {
                holdGoods.release(drafts);
                requireFilled(carts.find(cart.cartId()).orElse(cart));
                throw TradeProblem.CART_CHANGED.refusal("Nothing was ordered. Look at the cart and order again.");
            }
        };
    }

    /** The orders of a checkout to be written, the cart they take, and the request they answer. */
    private record Writing(
            UUID groupId,
            List<KeptOrder> orders,
            CartContents cart,
            String cartLeft,
            List<Limited> limited,
            Ticket ticket) {
        Stream<Placement> placements() {
            return orders.stream().map(order -> new Placement(order, cart.cartId(), cart.version(), cartLeft));
        }

        Stream<OrderPlaced> events() {
            return orders.stream()
                    .map(order -> new OrderPlaced(
                            order.orderId(),
                            order.number(),
                            order.accountId(),
                            order.totals().total(),
                            order.tenders()));
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
                .map(one -> new Beginning(one.ticket(), one.groupId().toString()))
                .toList());
        var fresh =
                writings.stream().filter(one -> begun.contains(one.ticket())).toList();
        var tooMuch = buyerLimits.take(
                fresh.stream().flatMap(one -> one.limited().stream()).toList());
        var possible = tooMuch.isEmpty()
                ? fresh
                : fresh.stream().filter(one -> !tooMuch.contains(one.groupId())).toList();
        var placed = possible.isEmpty()
                ? Set.<UUID>of()
                : orders.insert(possible.stream().flatMap(Writing::placements).toList());
        orders.notePromises(possible.stream()
                .filter(one -> placed.contains(one.groupId()))
                .flatMap(one -> one.orders().stream())
                .toList());
        idempotency.forget(fresh.stream()
                .filter(one -> !placed.contains(one.groupId()))
                .map(Writing::ticket)
                .toList());
        outbox.publish(fresh.stream()
                .filter(one -> placed.contains(one.groupId()))
                .flatMap(Writing::events)
                .toList());
        // Nobody waits for a payment where there is nothing to pay in money.
        standings.move(
                fresh.stream()
                        .filter(one -> placed.contains(one.groupId()) && isFree(one.orders()))
                        .flatMap(one -> one.orders().stream())
                        .map(KeptOrder::orderId)
                        .toList(),
                OrderMove.PAY,
                Actor.SHOP,
                "",
                now().plus(1, ChronoUnit.MICROS));
        return writings.stream()
                .map(one -> {
                    if (!begun.contains(one.ticket())) {
                        return Written.REPEATED;
                    }
                    return placed.contains(one.groupId())
                            ? Written.PLACED
                            : tooMuch.contains(one.groupId()) ? Written.TOO_MUCH : Written.CART_CHANGED;
                })
                .toList();
    }

    private ResponseEntity<Order> pay(
            List<KeptOrder> group, OrderForm form, String key, Language language, Ticket ticket) {
        var first = group.getFirst();
        var created = ResponseEntity.created(URI.create("/api/store/v1/orders/" + first.number()));
        var repeated = ticket.reference().isPresent();
        if (group.stream().anyMatch(order -> order.status() == OrderStatus.UNPAID)) {
            var taken = take(group, form, key);
            var after = settlePayment.settle(group, taken);
            if (!repeated) {
                return created.body(showOrder.show(after, taken, language));
            }
        }
        return (repeated ? created.header(Idempotency.REPLAYED, "true") : created)
                .body(showOrder.showWithoutToken(orders.require(first.orderId()), language));
    }

    /** Asks for what all the orders cost, also those that were cancelled meanwhile: their part of it goes back. */
    PaymentView take(List<KeptOrder> group, OrderForm form, String key) {
        return payOrder.take(group, key, form.payment().method(), form.payment().outcome());
    }

    private static boolean isFree(List<KeptOrder> group) {
        return group.stream().allMatch(order -> order.totals().payable().isZero());
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
        if (expected != null && !expected.equals(quote.due())) {
            throw TradeProblem.PRICE_CHANGED
                    .refusal(quote.due() + " is to be paid for it now. Nothing was ordered.")
                    .with("totals", quote.totals());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
