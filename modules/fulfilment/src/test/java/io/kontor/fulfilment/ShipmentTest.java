package io.kontor.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.fulfilment.Fulfilment.Dispatch;
import io.kontor.fulfilment.Fulfilment.Line;
import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(FulfilmentModule.class)
class ShipmentTest {
    private static final List<Line> LINES = List.of(new Line("TEAPOT-RED", 1), new Line("CUP", 4));

    private final Fulfilment fulfilment;
    private final JdbcClient db;
    private final TestShop shop;
    private final UUID order = UUID.randomUUID();

    ShipmentTest(Fulfilment fulfilment, JdbcClient db, TestShop shop) {
        this.fulfilment = fulfilment;
        this.db = db;
        this.shop = shop;
    }

    @Test
    void recordsAParcelAndTellsIt() {
        var shipment = fulfilment.dispatch(parcel(UUID.randomUUID(), "sf-express", "SF1234567890"));
        assertThat(shipment.carrier()).isEqualTo("SF Express");
        assertThat(shipment.trackingUrl()).startsWith("https://").endsWith("/SF1234567890");
        assertThat(shipment.lines()).isEqualTo(LINES);
        assertThat(fulfilment.shipments(List.of(order))).containsExactly(shipment);
        assertThat(told())
                .hasSize(1)
                .first()
                .asString()
                .contains("\"orderNumber\":\"K1\"", "TEAPOT-RED", "SF1234567890");
    }

    @Test
    void recordsOnceWhenAskedTwentyTimesAtOnce() {
        var id = UUID.randomUUID();
        var answers = AtOnce.run(20, _ -> fulfilment.dispatch(parcel(id, "DHL", "42")));
        assertThat(answers).containsOnly(answers.getFirst()).first().isInstanceOf(Shipment.class);
        assertThat(told()).hasSize(1);
    }

    @Test
    void refusesAnotherParcelUnderTheSameId() {
        var id = UUID.randomUUID();
        fulfilment.dispatch(parcel(id, "DHL", "42"));
        assertRefused("parcel-differs", parcel(id, "DHL", "43"));
        assertRefused("parcel-differs", parcel(id, "UPS", "42"));
        assertRefused("parcel-differs", new Dispatch(id, order, "K1", "DHL", "42", List.of(new Line("CUP", 4))));
        assertRefused("parcel-differs", new Dispatch(id, UUID.randomUUID(), "K1", "DHL", "42", LINES));
    }

    @ParameterizedTest
    @CsvSource({
        "SF Express, SF Express",
        "顺丰, SF Express",
        " sf , SF Express",
        "ZTO, ZTO Express",
        "中通, ZTO Express",
        "圆通, YTO Express",
        "ems, EMS",
        "dhl, DHL",
        "UPS, UPS"
    })
    void knowsCarriersByTheNamesPeopleUse(String typed, String carrier) {
        var shipment = fulfilment.dispatch(parcel(UUID.randomUUID(), typed, "A 1/2"));
        assertThat(shipment.carrier()).isEqualTo(carrier);
        assertThat(shipment.trackingUrl()).endsWith("A+1%2F2");
    }

    @Test
    void takesAnyOtherCarrierWithoutALink() {
        var shipment = fulfilment.dispatch(parcel(UUID.randomUUID(), " Uncle Wang's van ", "1"));
        assertThat(shipment.carrier()).isEqualTo("Uncle Wang's van");
        assertThat(shipment.trackingUrl()).isNull();
    }

    @Test
    void listsParcelsOfSeveralOrdersOldestFirst() {
        var first = fulfilment.dispatch(parcel(UUID.randomUUID(), "DHL", "1"));
        var second = fulfilment.dispatch(parcel(UUID.randomUUID(), "DHL", "2"));
        var other = fulfilment.dispatch(new Dispatch(UUID.randomUUID(), UUID.randomUUID(), "K2", "DHL", "3", LINES));
        assertThat(fulfilment.shipments(List.of(other.orderId(), order))).containsExactly(first, second, other);
        assertThat(fulfilment.shipments(List.of())).isEmpty();
        assertThatThrownBy(() -> fulfilment.shipments(Collections.nCopies(201, order)))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_000, 999_999_999})
    void refusesQuantitiesOutOfRange(int quantity) {
        assertRefused(
                "invalid-request",
                new Dispatch(UUID.randomUUID(), order, "K1", "DHL", "42", List.of(new Line("CUP", quantity))));
    }

    @Test
    void refusesWhatIsNotAParcel() {
        assertRefused("invalid-request", new Dispatch(null, order, "K1", "DHL", "42", LINES));
        assertRefused("invalid-request", parcel(UUID.randomUUID(), " ", "42"));
        assertRefused("invalid-request", parcel(UUID.randomUUID(), "x".repeat(61), "42"));
        assertRefused("invalid-request", parcel(UUID.randomUUID(), "DHL", "42\n43"));
        assertRefused("invalid-request", parcel(UUID.randomUUID(), "DHL", ""));
        assertRefused("invalid-request", new Dispatch(UUID.randomUUID(), order, "K1", "DHL", "42", List.of()));
        assertRefused(
                "invalid-request",
                new Dispatch(
                        UUID.randomUUID(), order, "K1", "DHL", "42", Collections.nCopies(201, new Line("CUP", 1))));
        assertThat(fulfilment.shipments(List.of(order))).isEmpty();
    }

    @Test
    void namesTheCarriersToStaff() {
        var carriers = shop.get("/api/admin/v1/carriers", "Authorization", "Bearer staff:orders.read");
        assertThat(carriers.json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("code").asString()))
                .containsExactly("sf-express", "zto", "yto", "ems", "dhl", "ups");
        assertThat(shop.get("/api/admin/v1/carriers").status()).isEqualTo(401);
    }

    @Test
    void answersTheSameToAnotherProcess() {
        var parcel = Map.of(
                "shipmentId",
                UUID.randomUUID(),
                "orderId",
                order,
                "orderNumber",
                "K1",
                "carrier",
                "DHL",
                "trackingNumber",
                "42",
                "lines",
                List.of(Map.of("sku", "CUP", "quantity", 1)));
        var answer = shop.post("/internal/fulfilment/shipments", parcel, "X-Kontor-Internal", TestShop.INTERNAL_TOKEN);
        assertThat(answer.json().path("trackingUrl").asString()).contains("42");
        assertThat(shop.post("/internal/fulfilment/shipments", parcel).status()).isEqualTo(404);
    }

    private Dispatch parcel(UUID id, String carrier, String trackingNumber) {
        return new Dispatch(id, order, "K1", carrier, trackingNumber, LINES);
    }

    private List<String> told() {
        return db.sql(
                        "SELECT payload FROM fulfilment.outbox WHERE type = 'fulfilment.ShipmentDispatched' AND key = :key")
                .param("key", order.toString())
                .query(String.class)
                .list();
    }

    private void assertRefused(String code, Dispatch parcel) {
        assertThatThrownBy(() -> fulfilment.dispatch(parcel))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
