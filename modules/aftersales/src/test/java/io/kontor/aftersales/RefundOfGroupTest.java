package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.cents;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of which payments money goes back, when an order was paid together with another, in several payments. */
@WithAftersales
class RefundOfGroupTest {
    private final TestShop shop;
    private final Payment payment;
    private final JdbcClient db;

    RefundOfGroupTest(TestShop shop, Payment payment, JdbcClient db) {
        this.shop = shop;
        this.payment = payment;
        this.db = db;
    }

    @Test
    void whatAnOrderPaidByItselfGoesBackFirstThenTheOldestPartAndNeverMoreThanIsLeftOfEach() {
        var teapot = Customer.product(shop, "20.00", 10);
        var cup = Customer.product(shop, "3.33", 10);
        var others = Customer.product(shop, "30.00", 10);
        db.sql("UPDATE catalog.product SET merchant_id = :merchantId WHERE code = :code")
                .param("merchantId", UUID.randomUUID())
                .param("code", others.toLowerCase(Locale.ROOT))
                .update();
        var customer = Customer.paying(shop, "authorise", 2, teapot, others);
        var sister = customer.sister();
        var groupId = UUID.fromString(customer.order().path("group").path("id").asString());
        var held = payment.payments(List.of(groupId)).getFirst();
        payment.capture(new NewCapture(UUID.randomUUID(), held.id(), Money.of(3_000, "CNY")));
        require(customer.payRest(), 200);
        require(customer.change(Map.of(cup, 1)), 200);
        require(customer.payRest(), 200);
        Await.until(() -> assertThat(customer.order().path("status").asString()).isEqualTo("paid"));
        var orderId = UUID.fromString(customer.order().path("id").asString());
        var own = captured(one(orderId, 0));
        assertThat(own).isPositive();
        customer.ship().receive();
        sister.ship().receive();

        var first = given(customer, 1);
        assertThat(first).isGreaterThan(own);
        assertThat(back(one(orderId, 0))).isEqualTo(own);
        assertThat(back(one(groupId, 0))).isEqualTo(first - own);
        assertThat(back(one(groupId, 1))).isZero();

        var second = given(customer, 1);
        assertThat(back(one(groupId, 0))).isEqualTo(3_000);
        assertThat(back(one(groupId, 1))).isEqualTo(first + second - own - 3_000);

        // What its sister paid is all still there.
        var others1 = given(sister, 1);
        var others2 = given(sister, 1);
        assertThat(others1 + others2)
                .isEqualTo(cents(sister.order().path("totals").path("total")));
        assertThat(back(one(groupId, 1))).isEqualTo(first + second + others1 + others2 - own - 3_000);
        var left = captured(one(groupId, 1)) - back(one(groupId, 1));
        assertThat(left).isEqualTo(cents(customer.order().path("totals").path("total")) - first - second);
    }

    /** Units of the first line that were damaged; answers what goes back. */
    private static long given(Customer customer, int units) {
        var asked = require(customer.ask("refund-only", "damaged", units), 201);
        var number = asked.path("number").asString();
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.status(number)).isEqualTo("refunded");
        return cents(asked.path("refund").path("total"));
    }

    private PaymentView one(UUID paidAs, int at) {
        return payment.payments(List.of(paidAs)).get(at);
    }

    private static long captured(PaymentView one) {
        return one.captured().minor();
    }

    private static long back(PaymentView one) {
        return one.refunded().minor();
    }
}
