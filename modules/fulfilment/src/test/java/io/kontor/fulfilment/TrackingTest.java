package io.kontor.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.fulfilment.Fulfilment.Dispatch;
import io.kontor.fulfilment.Fulfilment.Line;
import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.fulfilment.Fulfilment.TrackingEvent;
import io.kontor.fulfilment.Fulfilment.TrackingStatus;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@KontorTest(value = FulfilmentModule.class, settings = "kontor.fulfilment.carrier-keys.sf-express=between-us-and-sf")
class TrackingTest {
    private static final String KEY = "between-us-and-sf";
    private static final String STAFF = "Bearer staff:orders.read,orders.write";

    private final Fulfilment fulfilment;
    private final TestShop shop;
    private final JdbcClient db;
    private final MovableClock clock;
    private final UUID order = UUID.randomUUID();
    private Shipment parcel;
    private Instant now;

    TrackingTest(Fulfilment fulfilment, TestShop shop, JdbcClient db, MovableClock clock) {
        this.fulfilment = fulfilment;
        this.shop = shop;
        this.db = db;
        this.clock = clock;
    }

    @BeforeEach
    void handOver() {
        parcel = fulfilment.dispatch(new Dispatch(
                UUID.randomUUID(), order, "K1", "SF Express", "SF" + UUID.randomUUID(), List.of(new Line("CUP", 1))));
        now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    void showsWhatACarrierReportsInTheOrderInWhichItHappened() {
        assertThat(parcel.status()).isEqualTo(TrackingStatus.DISPATCHED);
        report("3", "DELIVERED", now.minusSeconds(60), "上海 徐汇", "门卫代收");
        report("1", "IN_TRANSIT", now.minusSeconds(7_200), "杭州转运中心", "已发出");
        report("2", "OUT_FOR_DELIVERY", now.minusSeconds(3_600), "上海", "");
        var seen = fulfilment.shipments(List.of(order)).getFirst();
        assertThat(seen.status()).isEqualTo(TrackingStatus.DELIVERED);
        assertThat(seen.deliveredAt()).isEqualTo(now.minusSeconds(60));
        assertThat(seen.events())
                .containsExactly(
                        new TrackingEvent(now.minusSeconds(7_200), TrackingStatus.IN_TRANSIT, "杭州转运中心", "已发出"),
                        new TrackingEvent(now.minusSeconds(3_600), TrackingStatus.OUT_FOR_DELIVERY, "上海", ""),
                        new TrackingEvent(now.minusSeconds(60), TrackingStatus.DELIVERED, "上海 徐汇", "门卫代收"));
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void appliesAReportOnceHoweverOftenItComes() {
        var answers = AtOnce.run(
                30,
                _ -> report("1", "DELIVERED", now, "", "")
                        .json()
                        .path("applied")
                        .asBoolean());
        assertThat(answers).filteredOn(Boolean.TRUE::equals).hasSize(1);
        assertThat(fulfilment.shipments(List.of(order)).getFirst().events()).hasSize(1);
        assertThat(told()).isEqualTo(1);
        report("2", "DELIVERED", now.minusSeconds(5), "", "");
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void aParcelMayComeBackAfterItWasDelivered() {
        report("1", "DELIVERED", now.minusSeconds(10), "", "");
        report("2", "RETURNED", now.minusSeconds(5), "", "");
        assertThat(fulfilment.shipments(List.of(order)).getFirst().status()).isEqualTo(TrackingStatus.RETURNED);
    }

    @Test
    void refusesAReportThatTheCarrierHasNotSigned() {
        var body = notice("1", "DELIVERED", now, "", "");
        var time = String.valueOf(now.getEpochSecond());
        assertThat(send("sf-express", time, sign("another key", time + "." + body), body)
                        .status())
                .isEqualTo(401);
        assertThat(send("sf-express", time, sign(KEY, time + "." + body), body + " ")
                        .status())
                .isEqualTo(401);
        assertThat(send("sf-express", String.valueOf(now.getEpochSecond() + 1), sign(KEY, time + "." + body), body)
                        .status())
                .isEqualTo(401);
        assertThat(send("sf-express", "", "", body).status()).isEqualTo(401);
        assertThat(send("dhl", time, sign(KEY, time + "." + body), body).status())
                .isEqualTo(404);
        var old = String.valueOf(now.getEpochSecond() - 301);
        var tooOld = send("sf-express", old, sign(KEY, old + "." + body), body);
        assertThat(tooOld.status()).isEqualTo(400);
        assertThat(tooOld.json().path("type").asString()).isEqualTo("/problems/tracking-too-old");
        assertThat(fulfilment.shipments(List.of(order)).getFirst().events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':'DISPATCHED'} | 400",
                "{'status':null} | 400",
                "{'status':'LOST'} | 400",
                "{'eventId':''} | 400",
                "{'eventId':null} | 400",
                "{'trackingNumber':''} | 400",
                "{'trackingNumber':'nobody knows it'} | 404",
                "{'at':'2999-01-01T00:00:00Z'} | 400",
                "{'at':'1999-01-01T00:00:00Z'} | 400",
                "{'at':'yesterday'} | 400",
                "{'place':'a\\nb'} | 400",
                "{'surprise':1} | 400"
            })
    void refusesAReportThatCannotBe(String difference, int status) {
        var notice = JsonMapper.shared().readTree(notice("1", "DELIVERED", now, "", ""));
        JsonMapper.shared()
                .readTree(difference.replace('\'', '"'))
                .properties()
                .forEach(one -> ((tools.jackson.databind.node.ObjectNode) notice).set(one.getKey(), one.getValue()));
        assertThat(sendSigned(notice.toString()).status()).isEqualTo(status);
        assertThat(fulfilment.shipments(List.of(order)).getFirst().events()).isEmpty();
    }

    @Test
    void refusesABodyThatIsNoReport() {
        List.of("", "null", "[]", "{", "\"x\"", "0")
                .forEach(body -> assertThat(sendSigned(body).status()).as(body).isEqualTo(400));
    }

    @Test
    void letsStaffEnterWhatNoCarrierReports() {
        var path = "/api/admin/v1/shipments/" + parcel.id() + "/tracking-events";
        var event = Map.of("eventId", "e1", "status", "PROBLEM", "place", "Ningbo", "text", "Wrong address");
        assertThat(shop.post(path, event, "Authorization", STAFF).status()).isEqualTo(201);
        assertThat(shop.post(path, event, "Authorization", STAFF)
                        .json()
                        .path("applied")
                        .asBoolean())
                .isFalse();
        assertThat(fulfilment.shipments(List.of(order)).getFirst())
                .satisfies(seen -> assertThat(seen.status()).isEqualTo(TrackingStatus.PROBLEM))
                .satisfies(seen -> assertThat(seen.events()).hasSize(1));
        assertThat(shop.post(path, event).status()).isEqualTo(401);
        assertThat(shop.post(path, event, "Authorization", "Bearer staff:orders.read")
                        .status())
                .isEqualTo(403);
        assertThat(shop.post(
                                "/api/admin/v1/shipments/" + UUID.randomUUID() + "/tracking-events",
                                event,
                                "Authorization",
                                STAFF)
                        .status())
                .isEqualTo(404);
        var tooLong = new HashMap<String, Object>(event);
        tooLong.put("text", "x".repeat(301));
        assertThat(shop.post(path, tooLong, "Authorization", STAFF).status()).isEqualTo(400);
    }

    @Test
    void aParcelHasAtMostTwoHundredEvents() {
        var path = "/api/admin/v1/shipments/" + parcel.id() + "/tracking-events";
        for (var at = 0; at < 200; at++) {
            assertThat(shop.post(path, Map.of("eventId", "e" + at, "status", "IN_TRANSIT"), "Authorization", STAFF)
                            .status())
                    .isEqualTo(201);
        }
        var more = shop.post(path, Map.of("eventId", "more", "status", "IN_TRANSIT"), "Authorization", STAFF);
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.json().path("type").asString()).isEqualTo("/problems/too-many-events");
    }

    private TestShop.Answer report(String eventId, String status, Instant at, String place, String text) {
        var answer = sendSigned(notice(eventId, status, at, place, text));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String notice(String eventId, String status, Instant at, String place, String text) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "trackingNumber",
                        parcel.trackingNumber(),
                        "eventId",
                        eventId,
                        "status",
                        status,
                        "at",
                        at.toString(),
                        "place",
                        place,
                        "text",
                        text));
    }

    private TestShop.Answer sendSigned(String body) {
        var time = String.valueOf(clock.instant().getEpochSecond());
        return send("sf-express", time, sign(KEY, time + "." + body), body);
    }

    private TestShop.Answer send(String carrier, String time, String signature, String body) {
        return shop.exchange(
                "/api/fulfilment/callbacks/" + carrier,
                request -> request.header("Content-Type", "application/json")
                        .header("Kontor-Timestamp", time)
                        .header("Kontor-Signature", signature)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String sign(String key, String words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(words.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private long told() {
        return db.sql(
                        "SELECT count(*) FROM fulfilment.outbox WHERE type = 'fulfilment.ShipmentDelivered' AND key = :key")
                .param("key", order.toString())
                .query(Long.class)
                .single();
    }
}
