package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.cents;
import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What staff asks for a buyer, and what each member of staff may do with requests. */
@WithAftersales
class StaffRequestTest {
    @Test
    void staffAsksForABuyerByTheBuyersRulesAndTheTimelineSaysWho(TestShop shop) {
        var customer = Customer.received(shop, 2, Customer.product(shop, "50.00", 10));
        var orders = "/api/admin/v1/orders/" + customer.number + "/returns";
        assertThat(customer.staffGet(orders + "/choices")
                        .json()
                        .path("lines")
                        .path(0)
                        .path("returnable")
                        .asInt())
                .isEqualTo(2);
        var wanted = customer.wanted("return", "damaged", 1);
        var quote = require(customer.asStaff(orders + "/quote", wanted), 200);
        var made = require(customer.asStaff(orders, wanted), 201);
        assertThat(made.path("refund")).isEqualTo(quote.path("refund"));
        assertThat(made.path("timeline").path(0).path("who").asString()).isNotEqualTo("buyer");

        // The buyer sees it as a request of this order, and goes on with it.
        var number = made.path("number").asString();
        assertThat(customer.request(number)
                        .path("timeline")
                        .path(0)
                        .path("actor")
                        .asString())
                .isEqualTo("Staff");
        require(customer.staff(number, "approval", null), 200);
        require(customer.sendParcel(number), 200);
        assertThat(customer.staffGet(orders).json().path("items").findValuesAsString("number"))
                .containsExactly(number);

        // No more than the buyer could have asked for.
        assertThat(problem(customer.asStaff(orders, customer.wanted("return", "damaged", 2))))
                .isEqualTo("409 not-returnable");
        assertThat(problem(customer.asStaff(
                        "/api/admin/v1/orders/20200101000000/returns", customer.wanted("return", "damaged", 1))))
                .isEqualTo("404 order-not-found");
    }

    @Test
    void aRequestThatStaffMadeForAMemberIsTheMembers(TestShop shop) {
        var member = Members.shopper(shop);
        var customer = Customer.paidBy(shop, member, 1, Customer.product(shop, "50.00", 10));
        customer.ship();
        var made = require(
                customer.asStaff(
                        "/api/admin/v1/orders/" + customer.number + "/returns",
                        customer.wanted("refund-only", "not-arrived", 1)),
                201);
        assertThat(shop.get("/api/store/v1/me/returns", "Cookie", member)
                        .json()
                        .path("items")
                        .findValuesAsString("number"))
                .containsExactly(made.path("number").asString());
    }

    @Test
    void answeringUnpackingAndRefundingAreEachAPermissionOfTheirOwn(TestShop shop) {
        var service = Members.staff(shop, "returns.read", "returns.write");
        var warehouse = Members.staff(shop, "returns.read", "returns.receive");
        var finance = Members.staff(shop, "returns.read", "returns.refund");
        var customer = Customer.received(shop, 3, Customer.product(shop, "50.00", 10));

        var refund = customer.asked("refund-only", "damaged", 1);
        assertThat(as(shop, service, refund, "approval", Map.of())).isEqualTo("403 forbidden");
        assertThat(as(shop, warehouse, refund, "approval", Map.of())).isEqualTo("403 forbidden");

        var returned = customer.asked("return", "damaged", 1);
        assertThat(as(shop, finance, returned, "question", Map.of("words", "Why?")))
                .isEqualTo("403 forbidden");
        assertThat(as(shop, service, returned, "approval", Map.of())).startsWith("200");
        var line = customer.staffView(returned)
                .path("lines")
                .path(0)
                .path("lineId")
                .asString();
        var receipt = Map.of("lines", java.util.List.of(Map.of("lineId", line, "good", 1, "damaged", 0)));
        assertThat(as(shop, service, returned, "receipt", receipt)).isEqualTo("403 forbidden");
        assertThat(as(shop, warehouse, returned, "receipt", receipt)).startsWith("200");
        assertThat(as(shop, warehouse, returned, "refund", Map.of())).isEqualTo("403 forbidden");
        assertThat(as(shop, finance, returned, "refund", Map.of())).startsWith("200");
        assertThat(customer.status(returned)).isEqualTo("refunded");
        assertThat(cents(customer.order().path("payment").path("refunded"))).isGreaterThanOrEqualTo(50_00);
        assertThat(shop.get("/api/admin/v1/returns", "Cookie", Members.staff(shop, "orders.read", "orders.write"))
                        .status())
                .isEqualTo(403);
    }

    private static String as(TestShop shop, String staff, String request, String action, Object body) {
        Answer answer = shop.post(
                "/api/admin/v1/returns/" + request + "/" + action,
                body,
                "Cookie",
                staff,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        return problem(answer);
    }
}
