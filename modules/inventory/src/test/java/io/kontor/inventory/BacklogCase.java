package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.inventory.Inventory.Reservation;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A SKU of one test that is sold beyond what is there, and what is done with it. */
abstract class BacklogCase {
    static final String STAFF = "Bearer staff:inventory.read,inventory.write";
    static final Duration HALF_HOUR = Duration.ofMinutes(30);
    static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");

    final Inventory inventory;
    final JdbcClient db;
    final MovableClock clock;
    final TestShop shop;
    final String teapot = "TEAPOT-" + UUID.randomUUID();
    final UUID order = UUID.randomUUID();

    BacklogCase(Inventory inventory, JdbcClient db, MovableClock clock, TestShop shop) {
        this.inventory = inventory;
        this.db = db;
        this.clock = clock;
        this.shop = shop;
    }

    void stock(int onHand) {
        inventory.count(List.of(new Count(teapot, onHand, "stocktaking")));
    }

    void receive(int units) {
        receive(teapot, units);
    }

    void receive(String sku, int units) {
        var booked = shop.post(
                "/api/admin/v1/stock/documents",
                Map.of(
                        "documentId",
                        UUID.randomUUID(),
                        "kind",
                        "RECEIPT",
                        "location",
                        "main",
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", units))),
                "Authorization",
                STAFF);
        assertThat(booked.status()).isEqualTo(204);
    }

    void backOrder(int most, int days) {
        policy("""
                {"kind": "BACK_ORDER", "most": %d, "days": %d}""".formatted(most, days));
    }

    void preOrder(int most, LocalDate on) {
        policy("""
                {"kind": "PRE_ORDER", "most": %d, "on": "%s"}""".formatted(most, on));
    }

    void policy(String json) {
        policy(teapot, json);
    }

    void policy(String sku, String json) {
        assertThat(put(sku, json).status()).isEqualTo(200);
    }

    TestShop.Answer put(String sku, String json) {
        return shop.send("PUT", "/api/admin/v1/stock/" + sku + "/policy", json, "Authorization", STAFF);
    }

    Reservation reserve(UUID orderId, int quantity) {
        return reserve(orderId, quantity, null);
    }

    Reservation reserve(UUID orderId, int quantity, @Nullable UUID buyer) {
        return inventory.reserve(
                new ReserveStock(orderId, List.of(new Line(teapot, quantity)), HALF_HOUR, buyer, null));
    }

    static List<Promise> promises(Reservation answer) {
        return ((Granted) answer).promises();
    }

    void ship(UUID orderId, int quantity) {
        inventory.ship(new ShipStock(UUID.randomUUID(), orderId, List.of(new Line(teapot, quantity))));
    }

    Availability available() {
        return inventory.available(List.of(teapot)).getFirst();
    }

    int owed() {
        return owed(teapot);
    }

    int owed(String sku) {
        return db.sql("SELECT coalesce(sum(backlog), 0)::int FROM inventory.stock WHERE sku = :sku")
                .param("sku", sku)
                .query(Integer.class)
                .single();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SHOP);
    }

    static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
