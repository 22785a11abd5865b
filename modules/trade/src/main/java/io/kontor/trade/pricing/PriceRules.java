package io.kontor.trade.pricing;

import io.kontor.kernel.Text;
import io.kontor.trade.pricing.PriceQuote.Tender;
import io.kontor.trade.pricing.PriceRule.Purchase;
import io.kontor.trade.pricing.PriceRule.Ruling;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All the rules that this shop has. */
@Component
public class PriceRules {
    private static final Ruling NOTHING = new Ruling(List.of(), List.of());

    private final List<PriceRule> rules;

    PriceRules(ObjectProvider<PriceRule> rules) {
        this.rules = rules.orderedStream().toList();
    }

    /** What they say together; a coupon that none of them knows, and points that none of them takes, are told as unused. */
    public Ruling of(Purchase purchase) {
        if (rules.isEmpty() && purchase.coupons().isEmpty() && purchase.points() == 0) {
            return NOTHING;
        }
        var adjustments = new ArrayList<Adjustment>();
        var tenders = new ArrayList<Tender>();
        var unused = new ArrayList<Unused>();
        for (var rule : rules) {
            var ruling = rule.rule(purchase);
            adjustments.addAll(ruling.adjustments());
            tenders.addAll(ruling.tenders());
            unused.addAll(ruling.unused());
        }
        for (var coupon : purchase.coupons()) {
            if (adjustments.stream().noneMatch(one -> one.code().equals(coupon))
                    && tenders.stream().noneMatch(one -> one.code().equals(coupon))
                    && unused.stream().noneMatch(one -> one.code().equals(coupon))) {
                unused.add(new Unused(coupon, Text.EMPTY, Unused.NO_SUCH_COUPON));
            }
        }
        var points = Tender.POINTS_CODE;
        if (purchase.points() > 0
                && tenders.stream().noneMatch(one -> one.kind() == Tender.Kind.POINTS)
                && unused.stream().noneMatch(one -> one.code().equals(points))) {
            unused.add(new Unused(points, Text.EMPTY, Unused.NO_POINTS));
        }
        return new Ruling(adjustments, tenders, unused);
    }
}
