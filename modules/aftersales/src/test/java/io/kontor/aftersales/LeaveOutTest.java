package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.cents;
import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Units that were not shipped and are not wanted any more. */
@WithAftersales
class LeaveOutTest {
    @Test
    void whatWasNotShippedIsLeftOutAndAnOrderWithNothingElseToShipIsShipped(TestShop shop) {
        var first = Customer.product(shop, "19.99", 10);
        var second = Customer.product(shop, "7.77", 10);
        var customer = Customer.paid(shop, 2, first, second);
        ship(customer, first, 2);
        assertThat(status(customer)).isEqualTo("partially-shipped");
        assertThat(customer.available(second)).isEqualTo(8);

        var line = customer.order().path("lines").path(1);
        var number = require(leaveOut(customer, line.path("id").asString(), 2), 201);
        assertThat(cents(number.path("refund").path("total"))).isEqualTo(cents(line.path("paid")));
        require(customer.staff(number.path("number").asString(), "approval", null), 200);
        assertThat(customer.status(number.path("number").asString())).isEqualTo("refunded");

        assertThat(customer.available(second)).isEqualTo(10);
        assertThat(status(customer)).isEqualTo("shipped");
        var order = customer.order();
        assertThat(order.path("lines").path(1).path("leftOut").asInt()).isEqualTo(2);
        assertThat(cents(order.path("payment").path("refunded"))).isEqualTo(cents(line.path("paid")));
        assertThat(problem(ship(customer, second, 1))).isEqualTo("409 not-shippable");
        customer.receive();
        assertThat(status(customer)).isEqualTo("received");
    }

    @Test
    void partsOfALineSumToWhatWasPaidWhetherLeftOutOrReturned(TestShop shop) {
        var sku = Customer.product(shop, "33.33", 10);
        var customer = Customer.paid(shop, 3, sku);
        var line = customer.order().path("lines").path(0).path("id").asString();
        var out = require(leaveOut(customer, line, 1), 201).path("number").asString();
        // Only what stands free can be asked for.
        assertThat(problem(leaveOut(customer, line, 3))).isEqualTo("409 not-returnable");
        assertThat(problem(customer.ask("return", "damaged", 1))).isEqualTo("409 not-returnable");
        require(customer.staff(out, "approval", null), 200);
        assertThat(status(customer)).isEqualTo("paid");
        ship(customer, sku, 2);
        assertThat(status(customer)).isEqualTo("shipped");
        for (var unit = 0; unit < 2; unit++) {
            require(customer.staff(customer.asked("refund-only", "damaged", 1), "approval", null), 200);
        }
        assertThat(status(customer)).isEqualTo("refunded");
        var order = customer.order();
        assertThat(cents(order.path("payment").path("refunded")))
                .isEqualTo(cents(order.path("totals").path("total")));
    }

    @Test
    void anOrderOfWhichEverythingIsLeftOutIsRefundedToTheLastCent(TestShop shop) {
        var first = Customer.product(shop, "19.99", 10);
        var second = Customer.product(shop, "7.77", 10);
        var customer = Customer.paid(shop, 1, first, second);
        for (var at = 0; at < 2; at++) {
            var line = customer.order().path("lines").path(at).path("id").asString();
            var number =
                    require(leaveOut(customer, line, 1), 201).path("number").asString();
            require(customer.staff(number, "approval", null), 200);
        }
        assertThat(status(customer)).isEqualTo("refunded");
        var order = customer.order();
        assertThat(cents(order.path("payment").path("refunded")))
                .isEqualTo(cents(order.path("totals").path("total")));
        assertThat(customer.available(first)).isEqualTo(10);
        assertThat(customer.available(second)).isEqualTo(10);
    }

    @Test
    void whatWasShippedMeanwhileIsNotLeftOutAndNoMoneyMoves(TestShop shop) {
        var sku = Customer.product(shop, "5.00", 10);
        var customer = Customer.paid(shop, 1, sku);
        var line = customer.order().path("lines").path(0).path("id").asString();
        var number = require(leaveOut(customer, line, 1), 201).path("number").asString();
        customer.ship();
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.status(number)).isEqualTo("rejected");
        assertThat(cents(customer.order().path("payment").path("refunded"))).isZero();
        assertThat(customer.choices().path("lines").path(0).path("returnable").asInt())
                .isEqualTo(1);
    }

    @Test
    void aParcelAndARefundOfTheSameUnitsAtOnceEndWithOneOfThem(TestShop shop) throws Exception {
        for (var round = 0; round < 5; round++) {
            var sku = Customer.product(shop, "5.00", 10);
            var customer = Customer.paid(shop, 1, sku);
            var line = customer.order().path("lines").path(0).path("id").asString();
            var number =
                    require(leaveOut(customer, line, 1), 201).path("number").asString();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var both = threads.invokeAll(IntStream.range(0, 2)
                        .<Callable<Answer>>mapToObj(which ->
                                () -> which == 0 ? ship(customer, sku, 1) : customer.staff(number, "approval", null))
                        .toList());
                var shipped = both.getFirst().get().status() == 201;
                assertThat(customer.status(number)).isEqualTo(shipped ? "rejected" : "refunded");
                assertThat(status(customer)).isEqualTo(shipped ? "shipped" : "refunded");
                assertThat(customer.available(sku)).isEqualTo(shipped ? 9 : 10);
            }
        }
    }

    private static Answer leaveOut(Customer customer, String lineId, int units) {
        var wanted = new LinkedHashMap<String, Object>(Map.of(
                "kind", "leave-out",
                "reason", "changed-mind",
                "words", "I found it elsewhere.",
                "lines", List.of(Map.of("lineId", lineId, "quantity", units))));
        return customer.ask(wanted, UUID.randomUUID().toString());
    }

    private static Answer ship(Customer customer, String sku, int units) {
        return customer.asStaff(
                "/api/admin/v1/orders/" + customer.number + "/shipments",
                Map.of(
                        "carrier",
                        "sf-express",
                        "trackingNumber",
                        "SF" + UUID.randomUUID().toString().substring(0, 8),
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", units))));
    }

    private static String status(Customer customer) {
        return customer.order().path("status").asString();
    }
}
