package io.kontor.fulfilment.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.fulfilment.Fulfilment.Kind;
import io.kontor.fulfilment.Fulfilment.PickUpPoint;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.fulfilment.Fulfilment.Step;
import io.kontor.fulfilment.delivery.DeliveryMethod.Area;
import io.kontor.fulfilment.delivery.DeliveryMethod.Basis;
import io.kontor.fulfilment.delivery.DeliveryMethod.Further;
import io.kontor.fulfilment.delivery.DeliveryMethod.Tier;
import io.kontor.fulfilment.delivery.DeliveryMethod.Zone;
import io.kontor.fulfilment.delivery.PriceDelivery.Outcome;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDeliveryTest {
    /** Near: by weight, free from 99.00, two remote corners. Far: by amount. Abroad: two countries, up to 5 kg. */
    private static final DeliveryMethod METHOD = method(
            new Zone(
                    named("Near"),
                    List.of(new Area("CN", List.of("江苏", "浙江省", "上海市"), List.of())),
                    Basis.WEIGHT,
                    List.of(new Tier(1_000L, cny("8.00")), new Tier(3_000L, cny("12.50"))),
                    new Further(500, cny("1.25")),
                    cny("99.00"),
                    List.of(new Area("CN", List.of(), List.of("3162", "2022"))),
                    cny("15.00")),
            new Zone(
                    named("Far"),
                    List.of(new Area("CN", List.of(), List.of())),
                    Basis.AMOUNT,
                    List.of(
                            new Tier(5_000L, cny("18.00")),
                            new Tier(20_000L, cny("9.00")),
                            new Tier(null, cny("0.00"))),
                    null,
                    null,
                    List.of(),
                    null),
            new Zone(
                    named("Abroad"),
                    List.of(new Area("DE", List.of(), List.of()), new Area("GB", List.of(), List.of("SW1"))),
                    Basis.WEIGHT,
                    List.of(new Tier(5_000L, cny("120.00"))),
                    null,
                    null,
                    List.of(),
                    null));

    @ParameterizedTest
    @CsvSource({
        "CN, 浙江, , 50.00, 0, Near, 8.00, weight 8.00",
        "CN, 浙江省, , 50.00, 1000, Near, 8.00, weight 8.00",
        "CN, 江苏省, , 50.00, 1001, Near, 12.50, weight 12.50",
        "CN, 上海, 200030, 50.00, 3000, Near, 12.50, weight 12.50",
        "CN, 上海, 200030, 50.00, 3001, Near, 13.75, weight 12.50 further 1.25",
        "CN, 上海, 200030, 50.00, 3500, Near, 13.75, weight 12.50 further 1.25",
        "CN, 上海, 200030, 50.00, 3501, Near, 15.00, weight 12.50 further 2.50",
        "CN, 上海, 200030, 98.99, 3501, Near, 15.00, weight 12.50 further 2.50",
        "CN, 上海, 200030, 99.00, 3501, Near, 0.00, weight 12.50 further 2.50 free -15.00",
        "CN, 上海, 202-2 00, 99.00, 3501, Near, 15.00, weight 12.50 further 2.50 free -15.00 remote 15.00",
        "CN, 浙江, 316200, 10.00, 10, Near, 23.00, weight 8.00 remote 15.00",
        "CN, 浙江, 316100, 10.00, 10, Near, 8.00, weight 8.00",
        "CN, 西藏自治区, , 50.00, 99999, Far, 18.00, amount 18.00",
        "CN, 西藏自治区, 316200, 50.01, 10, Far, 9.00, amount 9.00",
        "CN, 西藏自治区, , 200.00, 10, Far, 9.00, amount 9.00",
        "CN, 西藏自治区, , 200.01, 10, Far, 0.00, amount 0.00",
        "DE, Bayern, 80331, 10.00, 5000, Abroad, 120.00, weight 120.00",
        "GB, London, sw1a 2aa, 10.00, 1, Abroad, 120.00, weight 120.00",
        ", , , 10.00, 1, Near, 8.00, weight 8.00",
        "CN, , , 10.00, 1, Near, 8.00, weight 8.00",
        "DE, , , 10.00, 1, Abroad, 120.00, weight 120.00"
    })
    void takesTheFirstZoneThatFitsAndSaysHowThePriceCameAbout(
            String country,
            String region,
            String postcode,
            String goods,
            int grams,
            String zone,
            String price,
            String steps) {
        var rate = offered(METHOD, new RateRequest(country, region, postcode, cny(goods), grams, 0));
        assertThat(rate.zone()).isEqualTo(named(zone));
        assertThat(rate.price()).isEqualTo(cny(price));
        assertThat(String.join(
                        " ",
                        rate.steps().stream()
                                .map(step -> step.code() + " " + step.amount().amount())
                                .toList()))
                .isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({
        "DE, Bayern, 80331, 5001, too-much",
        "GB, London, N1 9GU, 1, no-zone",
        "GB, London, , 1, no-zone",
        "US, Texas, 73301, 1, no-zone"
    })
    void isNotOfferedWhereItDoesNotGo(String country, String region, String postcode, int grams, String reason) {
        var outcome = PriceDelivery.price(
                        METHOD, List.of(), new RateRequest(country, region, postcode, cny("1.00"), grams, 0))
                .getFirst();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Not.class,
                        not -> assertThat(not.withheld().reason()).isEqualTo(reason));
    }

    /** Up to 20 l, up to 60 l, and each further 10 l; above 50 l in the mountains it does not go. */
    private static final DeliveryMethod BULKY = method(
            new Zone(
                    named("Valley"),
                    List.of(new Area("CN", List.of("浙江"), List.of())),
                    Basis.VOLUME,
                    List.of(new Tier(20_000L, cny("9.00")), new Tier(60_000L, cny("21.50"))),
                    new Further(10_000, cny("4.25")),
                    cny("500.00"),
                    List.of(),
                    null),
            new Zone(
                    named("Mountains"),
                    List.of(new Area("CN", List.of(), List.of())),
                    Basis.VOLUME,
                    List.of(new Tier(50_000L, cny("60.00"))),
                    null,
                    null,
                    List.of(),
                    null));

    @ParameterizedTest
    @CsvSource({
        "浙江, 10.00, 0, 9.00, volume 9.00",
        "浙江, 10.00, 20000, 9.00, volume 9.00",
        "浙江, 10.00, 20001, 21.50, volume 21.50",
        "浙江, 10.00, 60000, 21.50, volume 21.50",
        "浙江, 10.00, 60001, 25.75, volume 21.50 further 4.25",
        "浙江, 10.00, 70001, 30.00, volume 21.50 further 8.50",
        "浙江, 500.00, 70001, 0.00, volume 21.50 further 8.50 free -30.00",
        "西藏, 10.00, 50000, 60.00, volume 60.00"
    })
    void chargesBulkyGoodsByTheRoomTheyTakeWhateverTheyWeigh(
            String region, String goods, int volume, String price, String steps) {
        for (var grams : List.of(0, 9_000_000)) {
            var rate = offered(BULKY, new RateRequest("CN", region, null, cny(goods), grams, volume));
            assertThat(rate.price()).isEqualTo(cny(price));
            assertThat(String.join(
                            " ",
                            rate.steps().stream()
                                    .map(step ->
                                            step.code() + " " + step.amount().amount())
                                    .toList()))
                    .isEqualTo(steps);
        }
        var tooLarge = new RateRequest("CN", "西藏", null, cny(goods), 1, 50_001);
        assertThat(PriceDelivery.price(BULKY, List.of(), tooLarge).getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Not.class,
                        not -> assertThat(not.withheld().reason()).isEqualTo("too-much"));
    }

    @Test
    void measuresWhatItCharges() {
        var steps = offered(METHOD, new RateRequest("CN", "上海", "202200", cny("99.00"), 4_100, 0))
                .steps();
        assertThat(steps)
                .containsExactly(
                        new Step("weight", 4_100L, 3_000L, cny("12.50")),
                        new Step("further", 3L, 500L, cny("3.75")),
                        new Step("free", null, 9_900L, cny("-16.25")),
                        new Step("remote", null, null, cny("15.00")));
    }

    @Test
    void aPickUpIsFreeAndNeedsAPoint() {
        var pickUp = new DeliveryMethod(
                "pick-up", Kind.PICK_UP, named("Pick-up"), named("Pick-up"), "CNY", List.of(), 0, 1, 30, true);
        var point = new PickUpPoint("xuhui", named("Xuhui"), named("Hengshan Road 1"), named("9 to 5"), "021");
        var goods = new RateRequest("US", null, null, cny("5.00"), 9_999_999, 0);
        assertThat(((Outcome.Offered) PriceDelivery.price(pickUp, List.of(point), goods)
                                .getFirst())
                        .rate())
                .satisfies(rate -> {
                    assertThat(rate.price()).isEqualTo(cny("0.00"));
                    assertThat(rate.point()).isEqualTo(point);
                    assertThat(rate.method()).isEqualTo("pick-up:xuhui");
                    assertThat(rate.name().in(io.kontor.kernel.Language.EN)).isEqualTo("Pick-up · Xuhui");
                });
        assertThat(((Outcome.Not) PriceDelivery.price(pickUp, List.of(), goods).getFirst())
                        .withheld()
                        .reason())
                .isEqualTo("no-point");
    }

    /** However the goods are, the steps sum to the price, and more weight never costs less. */
    @Test
    void stepsAlwaysSumToThePrice() {
        var seed = System.nanoTime();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var round = 0; round < 20_000; round++) {
            var grams = random.nextInt(0, 10_000_000);
            var goods = Money.of(random.nextLong(0, 20_000), "CNY");
            var region = List.of("上海", "浙江", "西藏").get(random.nextInt(3));
            var request = new RateRequest("CN", region, random.nextBoolean() ? "316200" : null, goods, grams, 0);
            var rate = offered(METHOD, request);
            var heavier = offered(METHOD, new RateRequest("CN", region, request.postcode(), goods, grams + 1, 0));
            assertThat(rate.steps().stream().map(Step::amount).reduce(cny("0.00"), Money::plus))
                    .as("%s, round %d of seed %d", request, round, seed)
                    .isEqualTo(rate.price());
            assertThat(rate.price().isNegative()).isFalse();
            assertThat(heavier.price()).isGreaterThanOrEqualTo(rate.price());
        }
    }

    private static Rate offered(DeliveryMethod method, RateRequest goods) {
        return ((Outcome.Offered) PriceDelivery.price(method, List.of(), goods).getFirst()).rate();
    }

    private static DeliveryMethod method(Zone... zones) {
        return new DeliveryMethod(
                "parcel", Kind.DELIVERY, named("Parcel"), named("Parcel"), "CNY", List.of(zones), 1, 2, 10, true);
    }

    private static Text named(String words) {
        return Text.of("en", words);
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
