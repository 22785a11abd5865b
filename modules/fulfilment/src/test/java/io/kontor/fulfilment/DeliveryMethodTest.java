package io.kontor.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@KontorTest(FulfilmentModule.class)
class DeliveryMethodTest {
    private static final String STAFF = "Bearer staff:orders.read,orders.write";

    private final Fulfilment fulfilment;
    private final TestShop shop;
    private ObjectNode express;

    DeliveryMethodTest(Fulfilment fulfilment, TestShop shop) {
        this.fulfilment = fulfilment;
        this.shop = shop;
    }

    @BeforeEach
    void remember() {
        express = show("express");
    }

    @AfterEach
    void restore() {
        change(express, etag("express"));
    }

    @Test
    void comesWithTwoMethodsInBothLanguages() {
        var rates = fulfilment.rates(goods("0.00", 0));
        assertThat(rates).extracting(Rate::method).containsExactly("standard", "express");
        var standard = rates.getFirst();
        assertThat(standard.freeFrom()).isEqualTo(cny("99.00"));
        assertThat(standard.daysMin()).isEqualTo(2);
        assertThat(standard.daysMax()).isEqualTo(4);
        assertThat(standard.name().in(Language.EN)).isEqualTo("Standard delivery");
        assertThat(standard.name().in(Language.ZH)).isEqualTo("标准配送");
        assertThat(standard.description().byLanguage()).containsOnlyKeys("zh", "en");
    }

    @ParameterizedTest
    @CsvSource({
        "0.00, 0, 10.00, 22.00",
        "98.99, 1000, 10.00, 22.00",
        "99.00, 1000, 0.00, 22.00",
        "50.00, 1, 10.00, 22.00",
        "50.00, 1001, 12.00, 28.00",
        "50.00, 2000, 12.00, 28.00",
        "50.00, 2001, 14.00, 34.00",
        "99.00, 2001, 0.00, 34.00",
        "50.00, 10000000, 20008.00, 60016.00"
    })
    void costsByWeightAndNothingFromTheFreeTotalOn(String goodsTotal, int grams, String standard, String express) {
        var rates = fulfilment.rates(goods(goodsTotal, grams));
        assertThat(rates)
                .filteredOn(rate -> rate.method().equals("standard"))
                .extracting(Rate::price)
                .containsExactly(cny(standard));
        assertThat(rates)
                .filteredOn(rate -> rate.method().equals("express"))
                .extracting(Rate::price)
                .containsExactly(cny(express));
        assertThat(rates).extracting(Rate::price).isSorted();
    }

    @Test
    void refusesGoodsThatCannotBe() {
        assertRefused(() -> fulfilment.rates(goods("-0.01", 0)));
        assertRefused(() -> fulfilment.rates(goods("1.00", -1)));
        assertRefused(() -> fulfilment.rates(goods("1.00", Integer.MAX_VALUE)));
        assertRefused(() -> fulfilment.rates(new RateRequest("China", null, cny("1.00"), 0)));
        assertRefused(() -> fulfilment.rates(new RateRequest("CN", null, null, 0)));
        assertThat(fulfilment.rates(new RateRequest("CN", null, Money.of(100, "EUR"), 0)))
                .isEmpty();
    }

    @Test
    void letsStaffChangeAPriceOnTheVersionTheySaw() {
        var etag = etag("express");
        var changed = express.deepCopy();
        changed.putObject("price").put("amount", "25.00").put("currency", "CNY");
        var answer = change(changed, etag);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNotEqualTo(etag);
        assertThat(fulfilment.rates(goods("1.00", 0)).getLast().price()).isEqualTo(cny("25.00"));
        assertThat(change(changed, etag).status()).isEqualTo(412);
        assertThat(change(changed, null).status()).isEqualTo(428);
    }

    @Test
    void offersNoMethodThatStaffTookAway() {
        var off = express.deepCopy().put("active", false);
        assertThat(change(off, etag("express")).status()).isEqualTo(200);
        assertThat(fulfilment.rates(goods("1.00", 0))).extracting(Rate::method).containsExactly("standard");
        assertThat(shop.get("/api/admin/v1/delivery-methods", "Authorization", STAFF)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void keepsStandardOnOffer() {
        var answer = change(show("standard").put("active", false), etag("standard"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/standard-stays");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"price\":{\"amount\":\"-1.00\",\"currency\":\"CNY\"}}",
                "{\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
                "{\"price\":null}",
                "{\"name\":{\"zh\":\"快\"}}",
                "{\"name\":{\"zh\":\"快\",\"en\":\"\"}}",
                "{\"daysMin\":9,\"daysMax\":2}",
                "{\"daysMax\":61}",
                "{\"daysMin\":-1}",
                "{\"code\":\"standard\"}",
                "{\"name\":{\"zh\":\"快\",\"en\":\"NUL\\u0000\"}}",
                "{\"surprise\":1}",
                "{\"price\":{\"amount\":\"99999999999.00\",\"currency\":\"CNY\"}}"
            })
    void refusesWhatIsNotADeliveryMethod(String difference) {
        var wrong = express.deepCopy();
        JsonMapper.shared().readTree(difference).properties().forEach(one -> wrong.set(one.getKey(), one.getValue()));
        assertThat(change("express", wrong, etag("express")).status()).isEqualTo(400);
        assertThat(show("express")).isEqualTo(express);
    }

    @Test
    void isForStaffWithThePermission() {
        var address = "/api/admin/v1/delivery-methods";
        assertThat(shop.get(address).status()).isEqualTo(401);
        assertThat(shop.get(address, "Authorization", "Bearer staff:catalog.read")
                        .status())
                .isEqualTo(403);
        assertThat(shop.send(
                                "PUT",
                                address + "/express",
                                express,
                                "Authorization",
                                "Bearer staff:orders.read",
                                "If-Match",
                                "\"1\"")
                        .status())
                .isEqualTo(403);
        assertThat(shop.get(address + "/balloon", "Authorization", STAFF).status())
                .isEqualTo(404);
    }

    private ObjectNode show(String code) {
        return (ObjectNode) shop.get("/api/admin/v1/delivery-methods/" + code, "Authorization", STAFF)
                .json();
    }

    private String etag(String code) {
        return shop.get("/api/admin/v1/delivery-methods/" + code, "Authorization", STAFF)
                .header("ETag");
    }

    private TestShop.Answer change(ObjectNode method, String etag) {
        return change(method.path("code").asString(), method, etag);
    }

    private TestShop.Answer change(String code, ObjectNode method, String etag) {
        var headers = etag == null
                ? new String[] {"Authorization", STAFF}
                : new String[] {"Authorization", STAFF, "If-Match", etag};
        return shop.send("PUT", "/api/admin/v1/delivery-methods/" + code, method, headers);
    }

    private static RateRequest goods(String total, int grams) {
        return new RateRequest("CN", "浙江省", cny(total), grams);
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }

    private static void assertRefused(Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo("invalid-request"));
    }
}
