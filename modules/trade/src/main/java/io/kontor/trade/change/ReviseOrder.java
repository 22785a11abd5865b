package io.kontor.trade.change;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Text;
import io.kontor.platform.template.Messages;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.cart.CartContents;
import io.kontor.trade.cart.CartProblems;
import io.kontor.trade.cart.ShowCart.Known;
import io.kontor.trade.change.Revision.Names;
import io.kontor.trade.change.Revision.Revised;
import io.kontor.trade.change.Revision.Today;
import io.kontor.trade.change.Revision.Wanted;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.order.ShowOrder;
import io.kontor.trade.tax.TaxTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks what it takes to change an order, and says what would become of it. Holds nothing and writes nothing. */
@Component
class ReviseOrder {
    /** What one payment may take: 1,000,000,000.00. */
    private static final long TOTAL_MINOR_MAX = 100_000_000_000L;

    private final Catalog catalog;
    private final TaxTable taxTable;
    private final DeliverChanged deliverChanged;
    private final OrderStandings standings;

    ReviseOrder(Catalog catalog, TaxTable taxTable, DeliverChanged deliverChanged, OrderStandings standings) {
        this.catalog = catalog;
        this.taxTable = taxTable;
        this.deliverChanged = deliverChanged;
        this.standings = standings;
    }

    /**
     * @throws io.kontor.kernel.Refusal NOT_CHANGEABLE, AMOUNT_DUE, NOT_ON_SALE, MIXED_CURRENCIES, QUANTITY_LIMITED, NOT_DELIVERED (409),
     *     INVALID_REQUEST (400), LINE_NOT_FOUND (404)
     */
    Revised revise(KeptOrder order, Wanted wanted, String reason, UUID changeId, Language language) {
        requireOpen(order, wanted);
        check(order, wanted);
        var today = today(order, wanted, language);
        var refunded = standings.refunded(order);
        Function<String, UUID> newLineId =
                sku -> Ids.named(Ids.timeOf(order.orderId()), "line", changeId.toString(), sku);
        var revised = Revision.decide(order, wanted, today, names(reason), null, refunded, newLineId);
        if (revised.lines().stream().allMatch(line -> line.quantity() == line.leftOut())) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Something must be left of it. Cancel the order instead.")
                    .with("field", "lines");
        }
        if (revised.lines().size() > CartContents.LINES_MAX) {
            throw TradeProblem.CART_FULL.refusal("An order has at most " + CartContents.LINES_MAX + " lines.");
        }
        if (revised.quote().totals().total().minor() > TOTAL_MINOR_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("One order costs at most 1,000,000,000.00.");
        }
        requireCovered(revised);
        if (revised.lines().equals(order.lines())) {
            throw CommonProblem.INVALID_REQUEST.refusal("Nothing would change.");
        }
        var way = deliverChanged.of(order, wanted, revised);
        if (way.price() == null) {
            return revised.by(way);
        }
        var delivered = Revision.decide(order, wanted, today, names(reason), way.price(), refunded, newLineId);
        // Who chooses another way wants its price.
        return (way.instead() == null && keepsDelivery(order, delivered) ? revised : delivered).by(way);
    }

    private static boolean keepsDelivery(KeptOrder order, Revised delivered) {
        var totals = delivered.quote().totals();
        // Whoever only takes something out of what is paid is not asked for more because of that.
        var isDearer = order.status() != OrderStatus.UNPAID
                && delivered.added().isEmpty()
                && totals.payable().compareTo(order.settled()) > 0;
        // What the first parcel cost was spent, and what went back of the delivery went back of this price.
        var hasBegun = order.lines().stream().anyMatch(line -> line.shipped() > 0 || line.leftOut() > 0);
        return isDearer
                || hasBegun && totals.delivery().compareTo(order.totals().delivery()) < 0;
    }

    /** What is given back of a line stays within what the line costs. */
    private static void requireCovered(Revised revised) {
        for (var line : revised.lines()) {
            if (line.refundedAmount().compareTo(line.total()) > 0) {
                throw TradeProblem.NOT_CHANGEABLE
                        .refusal(
                                "Of " + line.sku() + " " + line.refundedAmount()
                                        + " went back already, more than what stays of it costs. Leave one more of it in the order.")
                        .with("sku", line.sku());
            }
        }
    }

    private static void requireOpen(KeptOrder order, Wanted wanted) {
        var isUnpaid = order.status() == OrderStatus.UNPAID;
        var isPrice = !wanted.prices().isEmpty() || wanted.deduction() != null;
        var isOpen = order.status() == OrderStatus.PAID || order.status() == OrderStatus.PARTIALLY_SHIPPED;
        if (!isUnpaid && (isPrice || !isOpen)) {
            throw notChangeable(order);
        }
        if (order.due().isPositive()) {
            throw TradeProblem.AMOUNT_DUE
                    .refusal("Something was added to it that is not paid yet: wait for that, or take it back first.")
                    .with("due", order.due());
        }
    }

    static io.kontor.kernel.Refusal notChangeable(KeptOrder order) {
        return TradeProblem.NOT_CHANGEABLE
                .refusal("It is " + order.status().code()
                        + ", or just being shipped. Prices change before the payment, lines before they are shipped.")
                .with("orderStatus", order.status().code());
    }

    private static void check(KeptOrder order, Wanted wanted) {
        var lines = order.lines().stream().collect(Collectors.toMap(KeptOrder.Line::lineId, Function.identity()));
        wanted.prices().forEach((lineId, price) -> {
            var line = lines.get(lineId);
            if (line == null) {
                throw TradeProblem.LINE_NOT_FOUND.refusal("The order has no line " + lineId + ".");
            }
            if (!price.currency().equals(line.listPrice().currency())
                    || price.isNegative()
                    || price.compareTo(line.listPrice()) > 0) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("A unit of " + line.sku() + " costs from nothing up to " + line.listPrice() + ".")
                        .with("field", "unitPrice");
            }
        });
        var deduction = wanted.deduction();
        if (deduction != null
                && (!deduction.currency().equals(order.totals().total().currency())
                        || deduction.isNegative()
                        || deduction.compareTo(order.totals().goods()) > 0)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("From nothing up to " + order.totals().goods() + " is taken off.")
                    .with("field", "deduction");
        }
        wanted.quantities().forEach((sku, quantity) -> {
            if (quantity < 0 || quantity > CartContents.QUANTITY_MAX) {
                throw TradeProblem.QUANTITY_INVALID.refusal(
                        "A quantity is from 0, which removes it, to " + CartContents.QUANTITY_MAX + ": " + sku + ".");
            }
        });
        order.lines().forEach(line -> {
            var settled = line.shipped() + line.leftOut();
            if (wanted.quantities().getOrDefault(line.sku(), line.quantity()) < settled) {
                throw TradeProblem.NOT_CHANGEABLE
                        .refusal("Of " + line.sku() + " " + line.shipped() + " were shipped and " + line.leftOut()
                                + " left out already: its quantity is " + settled + " or more.")
                        .with("orderStatus", order.status().code());
            }
        });
    }

    /** What the goods cost now of which there shall be more; all that are left must be sold in that quantity. */
    private Map<String, Today> today(KeptOrder order, Wanted wanted, Language language) {
        var before = order.lines().stream().collect(Collectors.toMap(KeptOrder.Line::sku, Function.identity()));
        var skus = wanted.quantities().entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (skus.isEmpty()) {
            return Map.of();
        }
        var offers = catalog.offers(skus).stream().collect(Collectors.toMap(Offer::sku, Function.identity()));
        var taxes = taxTable.at(order.address());
        var today = new HashMap<String, Today>();
        var known = new ArrayList<Known>();
        for (var sku : skus) {
            var line = before.get(sku);
            var quantity = wanted.quantities().getOrDefault(sku, 0);
            var offer = offers.get(sku);
            if (offer == null) {
                if (line == null || quantity > line.quantity()) {
                    throw TradeProblem.NOT_ON_SALE
                            .refusal("Of what is not sold any more nothing can be added.")
                            .with(
                                    "skus",
                                    skus.stream()
                                            .filter(one -> !offers.containsKey(one))
                                            .toList());
                }
                continue;
            }
            if (line == null && !offer.merchant().equals(order.merchantId())) {
                throw TradeProblem.NOT_CHANGEABLE.refusal("Goods of another merchant are another order: " + sku + ".");
            }
            if (line == null || quantity != line.quantity()) {
                known.add(new Known(
                        new CartContents.Line(offer.variantId(), sku, quantity, offer), offer, Integer.MAX_VALUE));
            }
            var priced = new Known(new CartContents.Line(offer.variantId(), sku, 1, offer), offer, 1).priced(taxes);
            today.put(sku, new Today(offer, priced.listPrice(), priced.tax()));
        }
        refuse(order, known, language);
        return today;
    }

    private static void refuse(KeptOrder order, java.util.List<Known> known, Language language) {
        var currency = order.totals().total().currency();
        // How much one buyer may have is for buyers; staff who changes an order decides that.
        var problems = new CartProblems(currency, Map.of(), language)
                .of(known).stream()
                        .filter(problem -> !problem.code().equals("buyer-limit"))
                        .toList();
        if (problems.isEmpty()) {
            return;
        }
        var first = problems.getFirst();
        throw (first.code().equals("other-currency") ? TradeProblem.MIXED_CURRENCIES : TradeProblem.QUANTITY_LIMITED)
                .refusal(first.message() + " Nothing was changed.")
                .with("problems", problems);
    }

    private static Names names(String reason) {
        return new Names(
                text("quote.price-change", reason),
                text("quote.deduction", reason),
                text("quote.other-price.agreed"),
                text("quote.other-price.today"));
    }

    private static Text text(String key, Object... parameters) {
        return new Text(Arrays.stream(Language.values())
                .collect(Collectors.toMap(
                        Language::code,
                        language -> Messages.of(ShowOrder.MESSAGES).text(language, key, parameters))));
    }
}
