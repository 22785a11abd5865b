package io.kontor.trade.change;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
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
import io.kontor.trade.order.DeliveryPrice;
import io.kontor.trade.order.KeptOrder;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks what it takes to change an order, and says what would become of it. Holds nothing and writes nothing. */
@Component
class ReviseOrder {
    /** What one payment may take: 1,000,000,000.00. */
    private static final long TOTAL_MINOR_MAX = 100_000_000_000L;

    private final Catalog catalog;
    private final TaxTable taxTable;
    private final DeliveryPrice deliveryPrice;

    ReviseOrder(Catalog catalog, TaxTable taxTable, DeliveryPrice deliveryPrice) {
        this.catalog = catalog;
        this.taxTable = taxTable;
        this.deliveryPrice = deliveryPrice;
    }

    /**
     * @throws io.kontor.kernel.Refusal NOT_CHANGEABLE, AMOUNT_DUE, NOT_ON_SALE, MIXED_CURRENCIES, QUANTITY_LIMITED (409),
     *     INVALID_REQUEST (400), LINE_NOT_FOUND (404)
     */
    Revised revise(KeptOrder order, Wanted wanted, String reason, UUID changeId, Language language) {
        requireOpen(order, wanted);
        check(order, wanted);
        var today = today(order, wanted, language);
        Function<String, UUID> newLineId =
                sku -> Ids.named(Ids.timeOf(order.orderId()), "line", changeId.toString(), sku);
        var revised = Revision.decide(order, wanted, today, names(reason), null, newLineId);
        if (revised.lines().isEmpty()) {
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
        if (revised.lines().equals(order.lines())) {
            throw CommonProblem.INVALID_REQUEST.refusal("Nothing would change.");
        }
        var delivery = wanted.keepsDelivery() ? null : deliveryPrice(order, revised);
        if (delivery == null) {
            return revised;
        }
        var delivered = Revision.decide(order, wanted, today, names(reason), delivery, newLineId);
        var isDearer = delivered.quote().totals().total().compareTo(order.settled()) > 0;
        // Whoever only takes something out of what is paid is not asked for more because of that.
        return isDearer
                        && order.status() != OrderStatus.UNPAID
                        && delivered.added().isEmpty()
                ? revised
                : delivered;
    }

    /** What the delivery of the revised lines costs, or null when these are the goods that there were, or nobody says it. */
    private @Nullable Money deliveryPrice(KeptOrder order, Revised revised) {
        if (revised.added().isEmpty() && revised.givenBack().isEmpty()) {
            return null;
        }
        return deliveryPrice.of(
                order,
                order.address(),
                revised.quote().totals().goods(),
                revised.lines().stream().collect(Collectors.toMap(KeptOrder.Line::sku, KeptOrder.Line::quantity)));
    }

    private static void requireOpen(KeptOrder order, Wanted wanted) {
        var isUnpaid = order.status() == OrderStatus.UNPAID;
        var isPrice = !wanted.prices().isEmpty() || wanted.deduction() != null;
        var isOpen = order.status() == OrderStatus.PAID || order.status() == OrderStatus.PARTIALLY_SHIPPED;
        if (!isUnpaid && (isPrice || !isOpen)) {
            throw notChangeable(order);
        }
        if (order.lines().stream()
                .anyMatch(line -> line.leftOut() > 0 || line.refundedAmount().isPositive())) {
            throw TradeProblem.NOT_CHANGEABLE
                    .refusal("Something of it was left out or given back after the sale: what it costs stays as it is.")
                    .with("orderStatus", order.status().code());
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
            if (wanted.quantities().getOrDefault(line.sku(), line.quantity()) < line.shipped()) {
                throw TradeProblem.NOT_CHANGEABLE
                        .refusal("Of " + line.sku() + " " + line.shipped() + " were shipped already.")
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
