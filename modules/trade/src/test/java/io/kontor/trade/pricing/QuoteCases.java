package io.kontor.trade.pricing;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.trade.pricing.Adjustment.Change;
import io.kontor.trade.pricing.Adjustment.Target;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.pricing.PriceQuote.Line;
import io.kontor.trade.pricing.PriceQuote.Parcel;
import io.kontor.trade.pricing.PriceQuote.Tender;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Purchases as a seed makes them: a rule that nobody would run a shop with gives the adjustments. */
record QuoteCases(Random random, Currency currency) {
    /** Of no, two and three decimals. */
    private static final List<String> CURRENCIES = List.of("JPY", "CNY", "KWD");

    private static final List<Integer> RATES =
            List.of(0, 1, 30_000, 60_000, 88_750, 90_000, 130_000, 200_000, 1_000_000);

    static Asked of(Random random) {
        return new QuoteCases(random, Currency.getInstance(CURRENCIES.get(random.nextInt(3)))).purchase();
    }

    private Asked purchase() {
        var rates = new ArrayList<TaxRate>();
        var included = random.nextBoolean();
        for (var count = 1 + random.nextInt(3); count > 0; count--) {
            var mixed = random.nextInt(10) == 0;
            rates.add(rate("class-" + count, mixed ? random.nextBoolean() : included));
        }
        var lines = new ArrayList<Line>();
        for (var count = 1 + random.nextInt(random.nextInt(20) == 0 ? 60 : 8); count > 0; count--) {
            lines.add(line(rates.get(random.nextInt(rates.size()))));
        }
        var adjustments = new ArrayList<Adjustment>();
        for (var count = random.nextInt(5); count > 0; count--) {
            adjustments.add(adjustment(count));
        }
        var tenders = new ArrayList<Tender>();
        for (var count = Math.max(0, random.nextInt(5) - 2); count > 0; count--) {
            var kind = random.nextBoolean() ? Tender.Kind.POINTS : Tender.Kind.GIFT_CARD;
            tenders.add(new Tender(kind, "CARD-" + count, Text.of("en", "Card"), money(random.nextInt(1_000_000))));
        }
        var ownClass = random.nextInt(3) == 0 ? rate("delivery", included) : null;
        var delivery = random.nextInt(3) == 0
                ? parcels(lines, ownClass)
                : new Delivery(money(random.nextInt(3) * random.nextInt(5_000)), ownClass);
        return new Asked(currency, lines, adjustments, delivery, tenders, List.of());
    }

    /** The goods of two to four merchants, each sent by itself. */
    private Delivery parcels(List<Line> lines, @Nullable TaxRate tax) {
        var merchants = 2 + random.nextInt(3);
        var lineIds = new TreeMap<Integer, Set<UUID>>();
        lines.forEach(line -> lineIds.computeIfAbsent(random.nextInt(merchants), _ -> new HashSet<>())
                .add(line.lineId()));
        var parcels = lineIds.values().stream()
                .map(ids -> new Parcel(ids, money(random.nextInt(3) * random.nextInt(5_000))))
                .toList();
        var price = parcels.stream().map(Parcel::price).reduce(money(0), Money::plus);
        return new Delivery(price, tax, parcels);
    }

    private TaxRate rate(String taxClass, boolean included) {
        return new TaxRate(taxClass, RATES.get(random.nextInt(RATES.size())), included);
    }

    private Line line(TaxRate tax) {
        var price = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(1_000_000);
        var quantity = 1 + random.nextInt(random.nextInt(5) == 0 ? 999 : 5);
        return new Line(
                new UUID(random.nextLong(), random.nextLong()),
                "SKU-" + random.nextInt(6),
                quantity,
                money(price + random.nextInt(2) * random.nextInt(5_000)),
                money(price),
                tax);
    }

    private Adjustment adjustment(int number) {
        var target = Target.values()[random.nextInt(3)];
        Change change = switch (random.nextInt(target == Target.ORDER ? 2 : 3)) {
            case 0 -> new Change.Fixed(money(random.nextInt(random.nextBoolean() ? 50 : 2_000_000)));
            case 1 -> new Change.Percent(random.nextInt(4) == 0 ? 1_000_000 : random.nextInt(1_000_000));
            default -> new Change.UnitPrice(money(random.nextInt(300_000)));
        };
        return new Adjustment(
                "RULE-" + number,
                Text.of("en", "Rule"),
                target,
                change,
                random.nextBoolean() ? Set.of() : Set.of("SKU-" + random.nextInt(6), "SKU-" + random.nextInt(6) + "x"),
                random.nextInt(3),
                random.nextInt(3) == 0 ? "group-" + random.nextInt(2) : null,
                random.nextInt(5) == 0 ? money(random.nextInt(3_000_000)) : null);
    }

    private Money money(long minor) {
        return new Money(minor, currency);
    }
}
