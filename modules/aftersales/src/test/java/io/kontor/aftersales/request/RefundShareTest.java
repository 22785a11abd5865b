package io.kontor.aftersales.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.aftersales.request.RefundShare.Claimed;
import io.kontor.aftersales.request.RefundShare.Paid;
import io.kontor.kernel.Money;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RefundShareTest {
    private static final int CASES = Integer.getInteger("kontor.test.cases", 20_000);
    private static final String[] CURRENCIES = {"CNY", "JPY", "KWD"};

    /** A part that stands: how many units it asks for, whether with delivery, and its amounts. */
    private record Part(int units, boolean withDelivery, RefundShare share) {}

    @Test
    void partsSumToTheWholeInWhateverOrderRequestsComeAndComeToNothing() {
        var seed = Long.getLong("kontor.test.seed", System.nanoTime());
        System.out.println("RefundShareTest seed " + seed);
        var random = new Random(seed);
        for (var number = 0; number < CASES; number++) {
            returnEverything(random, "seed " + seed + ", case " + number);
        }
    }

    private static void returnEverything(Random random, String which) {
        var currency = CURRENCIES[random.nextInt(CURRENCIES.length)];
        var quantity = 1 + random.nextInt(random.nextInt(10) == 0 ? 999 : 7);
        var goods = Money.of(random.nextLong(random.nextBoolean() ? 20 : 100_000_000), currency);
        var delivery = Money.of(random.nextLong(2_000), currency);
        var tax = Money.of((goods.minor() + delivery.minor()) * 13 / 113, currency);
        var inMoney = switch (random.nextInt(3)) {
            case 0 -> goods.plus(delivery);
            case 1 -> Money.zero(goods.currency());
            default -> Money.of(random.nextLong(goods.plus(delivery).minor() + 1), currency);
        };
        var paid = Paid.of(quantity, goods, delivery, tax, inMoney);
        var standing = new ArrayList<Part>();
        var mixed = random.nextBoolean();
        for (var step = 0; step < 12; step++) {
            var free = quantity - standing.stream().mapToInt(Part::units).sum();
            if (free == 0 || (!standing.isEmpty() && random.nextInt(3) == 0)) {
                standing.remove(random.nextInt(standing.size()));
            } else {
                standing.add(part(paid, standing, 1 + random.nextInt(free), !mixed || random.nextBoolean()));
            }
            assertNoMoreThanPaid(paid, standing, which);
        }
        var free = quantity - standing.stream().mapToInt(Part::units).sum();
        if (free > 0) {
            standing.add(part(paid, standing, free, true));
        }
        assertNoMoreThanPaid(paid, standing, which);
        var claimed = claimed(paid, standing).amounts();
        assertThat(claimed.goods()).as(which).isEqualTo(goods);
        assertThat(claimed.tax()).as(which).isEqualTo(paid.tax());
        if (standing.stream().allMatch(Part::withDelivery)) {
            assertThat(claimed.inMoney()).as(which).isEqualTo(inMoney);
            assertThat(claimed.delivery()).as(which).isEqualTo(delivery);
            assertThat(claimed.tax().plus(claimed.deliveryTax())).as(which).isEqualTo(tax);
        }
    }

    private static Part part(Paid paid, ArrayList<Part> standing, int units, boolean withDelivery) {
        var claimed = claimed(paid, standing);
        var before = claimed.amounts();
        var money = paid.inMoney().minus(before.inMoney());
        var tenders = paid.tendered().minus(before.tendered());
        var share = RefundShare.of(paid, claimed, units, withDelivery).withTendered(paid, before, money, tenders);
        return new Part(units, withDelivery, share);
    }

    private static void assertNoMoreThanPaid(Paid paid, ArrayList<Part> standing, String which) {
        assertThat(standing)
                .as(which)
                .allMatch(part -> !part.share().goods().isNegative()
                        && !part.share().tax().isNegative()
                        && !part.share().delivery().isNegative()
                        && !part.share().deliveryTax().isNegative()
                        && !part.share().tendered().isNegative()
                        && !part.share().inMoney().isNegative());
        var claimed = claimed(paid, standing).amounts();
        assertThat(claimed.goods()).as(which).isLessThanOrEqualTo(paid.goods());
        assertThat(claimed.tax()).as(which).isLessThanOrEqualTo(paid.tax());
        assertThat(claimed.delivery()).as(which).isLessThanOrEqualTo(paid.delivery());
        assertThat(claimed.deliveryTax()).as(which).isLessThanOrEqualTo(paid.deliveryTax());
        assertThat(claimed.inMoney()).as(which).isLessThanOrEqualTo(paid.inMoney());
        assertThat(claimed.tendered())
                .as(which)
                .isLessThanOrEqualTo(paid.total().minus(paid.inMoney()));
    }

    private static Claimed claimed(Paid paid, ArrayList<Part> standing) {
        var zero = Money.zero(paid.goods().currency());
        var amounts = new RefundShare(zero, zero, zero, zero, zero);
        var units = 0;
        var withDelivery = 0;
        for (var part : standing) {
            units += part.units();
            withDelivery += part.withDelivery() ? part.units() : 0;
            amounts = new RefundShare(
                    amounts.goods().plus(part.share().goods()),
                    amounts.tax().plus(part.share().tax()),
                    amounts.delivery().plus(part.share().delivery()),
                    amounts.deliveryTax().plus(part.share().deliveryTax()),
                    amounts.tendered().plus(part.share().tendered()));
        }
        return new Claimed(units, 0, withDelivery, amounts);
    }

    @Test
    void threeUnitsForTenCentsGoBackAsThreeThreeAndFour() {
        var paid = Paid.of(3, Money.of(10, "CNY"), Money.of(0, "CNY"), Money.of(1, "CNY"), Money.of(10, "CNY"));
        var standing = new ArrayList<Part>();
        for (var expected : new long[] {3, 3, 4}) {
            var part = part(paid, standing, 1, false);
            assertThat(part.share().goods().minor()).isEqualTo(expected);
            standing.add(part);
        }
    }
}
