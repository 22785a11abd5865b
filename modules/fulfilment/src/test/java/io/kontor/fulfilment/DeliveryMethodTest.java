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
import java.util.Map;
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
        var rates = fulfilment.rates(goods("0.00", 0)).offered();
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
        var rates = fulfilment.rates(goods(goodsTotal, grams)).offered();
        assertThat(rates)
                .filteredOn(rate -> rate.method().equals("standard"))
                .extracting(Rate::price)
                .containsExactly(cny(standard));
        assertThat(rates)
                .filteredOn(rate -> rate.method().equals("express"))
                .extracting(Rate::price)
                .containsExactly(cny(express));
    }

    @Test
    void refusesGoodsThatCannotBe() {
        assertRefused(() -> fulfilment.rates(goods("-0.01", 0)));
        assertRefused(() -> fulfilment.rates(goods("1.00", -1)));
        assertRefused(() -> fulfilment.rates(goods("1.00", Integer.MAX_VALUE)));
        assertRefused(() -> fulfilment.rates(new RateRequest("China", null, null, cny("1.00"), 0, 0)));
        assertRefused(() -> fulfilment.rates(new RateRequest("CN", null, null, null, 0, 0)));
        assertRefused(() -> fulfilment.rates(new RateRequest("CN", "x".repeat(61), null, cny("1.00"), 0, 0)));
        assertRefused(() -> fulfilment.rates(new RateRequest("CN", null, "1".repeat(61), cny("1.00"), 0, 0)));
        assertRefused(() -> fulfilment.rates(new RateRequest("CN", null, null, cny("1.00"), 0, -1)));
        assertRefused(() -> fulfilment.rates(new RateRequest("CN", null, null, cny("1.00"), 0, 100_000_001)));
        var inEuros = fulfilment.rates(new RateRequest("CN", null, null, Money.of(100, "EUR"), 0, 0));
        assertThat(inEuros.offered()).isEmpty();
        assertThat(inEuros.withheld()).isEmpty();
    }

    @Test
    void letsStaffChangeAPriceOnTheVersionTheySaw() {
        var etag = etag("express");
        var changed = express.deepCopy();
        firstTier(changed).putObject("price").put("amount", "25.00").put("currency", "CNY");
        var answer = change(changed, etag);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNotEqualTo(etag);
        assertThat(fulfilment.rates(goods("1.00", 0)).offered().getLast().price())
                .isEqualTo(cny("25.00"));
        assertThat(change(changed, etag).status()).isEqualTo(412);
        assertThat(change(changed, null).status()).isEqualTo(428);
    }

    @Test
    void offersNoMethodThatStaffTookAway() {
        var off = express.deepCopy().put("active", false);
        assertThat(change(off, etag("express")).status()).isEqualTo(200);
        assertThat(fulfilment.rates(goods("1.00", 0)).offered())
                .extracting(Rate::method)
                .containsExactly("standard");
        assertThat(shop.get("/api/admin/v1/delivery-methods", "Authorization", STAFF)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("code").asString()))
                .contains("standard", "express");
    }

    @Test
    void keepsStandardOnOffer() {
        var answer = change(show("standard").put("active", false), etag("standard"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/standard-stays");
    }

    @Test
    void showsMethodsInTheOrderThatStaffGaveThem() {
        change(express.deepCopy().put("position", 5), etag("express"));
        assertThat(fulfilment.rates(goods("1.00", 0)).offered())
                .extracting(Rate::method)
                .startsWith("express", "standard");
    }

    @Test
    void aMethodGoesOnlyWhereItsZonesAre() {
        var near = express.deepCopy();
        near.withArray("zones").get(0).withArray("areas").removeAll().add(area("CN", "江苏"));
        assertThat(change(near, etag("express")).status()).isEqualTo(200);
        var rates = fulfilment.rates(goods("1.00", 0));
        assertThat(rates.offered()).extracting(Rate::method).containsExactly("standard");
        assertThat(rates.withheld()).singleElement().satisfies(one -> {
            assertThat(one.method()).isEqualTo("express");
            assertThat(one.reason()).isEqualTo("no-zone");
        });
    }

    @Test
    void triesAMethodOutBeforeItIsSaved() {
        var draft = express.deepCopy();
        firstTier(draft).putObject("price").put("amount", "3.33").put("currency", "CNY");
        var goods = JsonMapper.shared().createObjectNode().put("country", "CN").put("weightGrams", 2_500);
        goods.putObject("goodsTotal").put("amount", "1.00").put("currency", "CNY");
        var wanted = JsonMapper.shared().createObjectNode();
        wanted.set("method", draft);
        wanted.set("goods", goods);
        var answer = shop.post("/api/admin/v1/delivery-methods/try-out", wanted, "Authorization", STAFF);
        assertThat(answer.json().path("rate").path("price").path("amount").asString())
                .as(answer.body())
                .isEqualTo("15.33");
        assertThat(answer.json().path("rate").path("steps").size()).isEqualTo(2);
        assertThat(show("express")).isEqualTo(express);

        draft.withArray("zones").get(0).withArray("areas").removeAll().add(area("US", null));
        assertThat(shop.post("/api/admin/v1/delivery-methods/try-out", wanted, "Authorization", STAFF)
                        .json()
                        .path("withheld")
                        .path("reason")
                        .asString())
                .isEqualTo("no-zone");
        goods.putObject("goodsTotal").put("amount", "1.00").put("currency", "EUR");
        assertThat(shop.post("/api/admin/v1/delivery-methods/try-out", wanted, "Authorization", STAFF)
                        .status())
                .isEqualTo(400);
        assertThat(shop.post("/api/admin/v1/delivery-methods/try-out", Map.of(), "Authorization", STAFF)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void addsAMethodOnceUnderItsCode() {
        var sea = express.deepCopy()
                .put("code", "sea-freight")
                .put("position", 99)
                .put("active", false);
        var added = shop.post("/api/admin/v1/delivery-methods", sea, "Authorization", STAFF);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(show("sea-freight")).isEqualTo(sea);
        var again = shop.post("/api/admin/v1/delivery-methods", sea, "Authorization", STAFF);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("type").asString()).isEqualTo("/problems/method-exists");
        assertThat(shop.post("/api/admin/v1/delivery-methods", sea, "Authorization", "Bearer staff:orders.read")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"zones\":null}",
                "{\"zones\":[]}",
                "{\"zones\":[null]}",
                "{\"zones\":\"CN\"}",
                "{\"kind\":\"BALLOON\"}",
                "{\"kind\":null}",
                "{\"kind\":\"PICK_UP\"}",
                "{\"currency\":\"EUR\"}",
                "{\"currency\":\"XXY\"}",
                "{\"position\":-1}",
                "{\"position\":10001}",
                "{\"name\":{\"zh\":\"快\"}}",
                "{\"name\":{\"zh\":\"快\",\"en\":\"\"}}",
                "{\"daysMin\":9,\"daysMax\":2}",
                "{\"daysMax\":61}",
                "{\"daysMin\":-1}",
                "{\"code\":\"standard\"}",
                "{\"name\":{\"zh\":\"快\",\"en\":\"NUL\\u0000\"}}",
                "{\"surprise\":1}"
            })
    void refusesWhatIsNotADeliveryMethod(String difference) {
        var wrong = express.deepCopy();
        JsonMapper.shared().readTree(difference).properties().forEach(one -> wrong.set(one.getKey(), one.getValue()));
        assertThat(change("express", wrong, etag("express")).status()).isEqualTo(400);
        assertThat(show("express")).isEqualTo(express);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':{'zh':'近'}} | zones[0].name",
                "{'areas':[]} | zones[0].areas",
                "{'areas':[{'country':'ZZ','regions':[],'postcodes':[]}]} | zones[0].areas[0].country",
                "{'areas':[{'country':'CN','regions':[''],'postcodes':[]}]} | zones[0].areas[0].regions",
                "{'areas':[{'country':'CN','regions':[],'postcodes':['%']}]} | zones[0].areas[0].postcodes",
                "{'areas':[{'country':'CN','regions':null,'postcodes':[]}]} | zones[0].areas[0].regions",
                "{'basis':null} | zones[0].basis",
                "{'tiers':[]} | zones[0].tiers",
                "{'tiers':[{'upTo':0,'price':{'amount':'1.00','currency':'CNY'}}]} | zones[0].tiers[0].upTo",
                "{'tiers':[{'upTo':10000001,'price':{'amount':'1.00','currency':'CNY'}}]} | zones[0].tiers[0].upTo",
                "{'tiers':[{'upTo':5,'price':{'amount':'1.00','currency':'CNY'}},{'upTo':5,'price':{'amount':'1.00','currency':'CNY'}}]} | zones[0].tiers[1].upTo",
                "{'tiers':[{'price':{'amount':'1.00','currency':'CNY'}},{'upTo':5,'price':{'amount':'1.00','currency':'CNY'}}]} | zones[0].tiers[0].upTo",
                "{'tiers':[{'price':{'amount':'1.00','currency':'CNY'}}]} | zones[0].further",
                "{'tiers':[{'upTo':5,'price':{'amount':'-1.00','currency':'CNY'}}]} | zones[0].tiers[0].price",
                "{'tiers':[{'upTo':5,'price':{'amount':'1.00','currency':'EUR'}}]} | zones[0].tiers[0].price",
                "{'tiers':[{'upTo':5,'price':{'amount':'1000000.01','currency':'CNY'}}]} | zones[0].tiers[0].price",
                "{'further':{'step':0,'price':{'amount':'1.00','currency':'CNY'}}} | zones[0].further.step",
                "{'further':{'step':5,'price':{'amount':'-0.01','currency':'CNY'}}} | zones[0].further.price",
                "{'basis':'AMOUNT'} | zones[0].further",
                "{'freeFrom':{'amount':'-0.01','currency':'CNY'}} | zones[0].freeFrom",
                "{'remoteSurcharge':{'amount':'5.00','currency':'CNY'}} | zones[0].remoteSurcharge",
                "{'remoteAreas':[{'country':'CN','regions':['西藏'],'postcodes':[]}]} | zones[0].remoteSurcharge"
            })
    void namesTheFieldOfAZoneThatCannotBe(String difference, String field) {
        var wrong = express.deepCopy();
        var zone = (ObjectNode) wrong.withArray("zones").get(0);
        JsonMapper.shared()
                .readTree(difference.replace('\'', '"'))
                .properties()
                .forEach(one -> zone.set(one.getKey(), one.getValue()));
        var answer = change("express", wrong, etag("express"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }

    private static ObjectNode firstTier(ObjectNode method) {
        return (ObjectNode) method.withArray("zones").get(0).withArray("tiers").get(0);
    }

    private static ObjectNode area(String country, String region) {
        var area = JsonMapper.shared().createObjectNode().put("country", country);
        area.putArray("regions");
        if (region != null) {
            area.withArray("regions").add(region);
        }
        area.putArray("postcodes");
        return area;
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
        return new RateRequest("CN", "浙江省", null, cny(total), grams, 0);
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
