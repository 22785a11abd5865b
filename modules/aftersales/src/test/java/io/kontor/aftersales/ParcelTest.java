package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.cents;
import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests for which a parcel travels: return, exchange, repair. */
@WithAftersales
class ParcelTest {
    @Test
    void aReturnIsSentBackCheckedRestockedAndRefunded(TestShop shop, JdbcClient db) {
        var sku = Customer.product(shop, "20.00", 10);
        var customer = Customer.received(shop, 3, sku);
        var number = customer.asked("return", "wrong-goods", 3);
        assertThat(problem(customer.sendParcel(number))).isEqualTo("409 return-moved-on");
        assertThat(require(customer.staff(number, "approval", Map.of("note", "Send it to Shanghai.")), 200)
                        .path("actions")
                        .toString())
                .isEqualTo("[\"receive\"]");
        assertThat(customer.request(number).path("sendable").asBoolean()).isTrue();
        assertThat(problem(customer.act(number, "parcel", Map.of("carrier", "", "trackingNumber", "1"))))
                .isEqualTo("400 invalid-request");
        assertThat(require(customer.sendParcel(number), 200).path("status").asString())
                .isEqualTo("sent");
        assertThat(problem(customer.act(number, "cancellation", null))).isEqualTo("409 return-moved-on");

        assertThat(problem(customer.receive(number, 3, 1))).isEqualTo("400 invalid-request");
        assertThat(problem(customer.receive(number, 0, 0))).isEqualTo("400 invalid-request");
        assertThat(problem(customer.receive(number, 2, 1, "nowhere"))).isEqualTo("400 invalid-request");
        var received = require(customer.receive(number, 2, 1, "main"), 200);
        assertThat(received.path("status").asString()).isEqualTo("received");
        assertThat(received.path("trouble").isNull()).isTrue();
        assertThat(customer.available(sku)).isEqualTo(9);
        assertThat(movements(db, received.path("id").asString())).containsExactly("return 3", "write-off -1");

        var refunded = require(customer.staff(number, "refund", null), 200);
        assertThat(refunded.path("status").asString()).isEqualTo("refunded");
        assertThat(customer.available(sku)).isEqualTo(9);
        var order = customer.order();
        assertThat(order.path("status").asString()).isEqualTo("refunded");
        assertThat(order.path("payment").path("refunded"))
                .isEqualTo(order.path("totals").path("total"));
        assertThat(customer.request(number).path("timeline").findValuesAsString("code"))
                .containsExactly("requested", "approved", "sent", "received", "granted", "refunded");
    }

    @Test
    void whatWasNotInTheParcelIsNotRefundedAndCanBeAskedForAgain(TestShop shop) {
        var customer = Customer.received(shop, 3, Customer.product(shop, "3.35", 10));
        var number = customer.asked("return", "changed-mind", 3);
        require(customer.staff(number, "approval", null), 200);
        require(customer.receive(number, 1, 1), 200);
        require(customer.staff(number, "refund", null), 200);
        assertThat(cents(customer.request(number).path("refund").path("total"))).isEqualTo(670);
        var rest = require(customer.ask("return", "changed-mind", 1), 201);
        assertThat(cents(rest.path("refund").path("goods"))).isEqualTo(335);
        assertThat(problem(customer.ask("return", "changed-mind", 1))).isEqualTo("409 not-returnable");
    }

    @Test
    void aParcelWithSomethingElseInItIsRejected(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var number = customer.asked("return", "changed-mind", 1);
        require(customer.staff(number, "approval", null), 200);
        require(customer.sendParcel(number), 200);
        require(customer.staff(number, "rejection", Map.of("reason", "A brick came.")), 200);
        assertThat(customer.status(number)).isEqualTo("rejected");
        assertThat(cents(customer.order().path("payment").path("refunded"))).isZero();
    }

    @Test
    void anExchangeSetsTheReplacementAsideAndShipsItWithoutMoney(TestShop shop, JdbcClient db) {
        var sku = Customer.product(shop, "20.00", 5);
        var customer = Customer.received(shop, 2, sku);
        var number = customer.asked("exchange", "faulty", 2);
        assertThat(customer.request(number).path("refund").isNull()).isTrue();
        var approved = require(customer.staff(number, "approval", null), 200);
        assertThat(customer.available(sku)).isEqualTo(1);
        require(customer.sendParcel(number), 200);
        require(customer.receive(number, 0, 2), 200);
        assertThat(customer.available(sku)).isEqualTo(1);
        assertThat(problem(customer.staff(number, "parcel-back", Map.of("carrier", "sf-express"))))
                .isEqualTo("400 invalid-request");
        var done = require(
                customer.staff(number, "parcel-back", Map.of("carrier", "sf-express", "trackingNumber", "SF77")), 200);
        assertThat(done.path("status").asString()).isEqualTo("completed");
        assertThat(done.path("parcelBack").path("trackingUrl").asString()).contains("SF77");
        assertThat(customer.available(sku)).isEqualTo(1);
        assertThat(db.sql("SELECT on_hand || '/' || reserved FROM inventory.stock WHERE sku = :sku")
                        .param("sku", sku)
                        .query(String.class)
                        .single())
                .isEqualTo("1/0");
        assertThat(movements(db, approved.path("id").asString()))
                .containsExactly("reservation 0", "return 2", "write-off -2");
        assertThat(cents(customer.order().path("payment").path("refunded"))).isZero();
        // What was sent instead can be returned like what it replaced.
        assertThat(customer.ask("return", "faulty", 2).status()).isEqualTo(201);
    }

    @Test
    void anExchangeWithoutStockIsNotApprovedAndMayBecomeARefund(TestShop shop) {
        var sku = Customer.product(shop, "20.00", 2);
        var customer = Customer.received(shop, 2, sku);
        var number = customer.asked("exchange", "faulty", 1);
        assertThat(problem(customer.staff(number, "approval", null))).isEqualTo("409 replacement-out-of-stock");
        assertThat(customer.status(number)).isEqualTo("requested");

        var other = Customer.product(shop, "20.00", 3);
        var second = Customer.received(shop, 2, other);
        var exchange = second.asked("exchange", "faulty", 1);
        require(second.staff(exchange, "approval", null), 200);
        assertThat(second.available(other)).isZero();
        require(second.receive(exchange, 1, 0), 200);
        require(second.staff(exchange, "refund", null), 200);
        assertThat(second.status(exchange)).isEqualTo("refunded");
        assertThat(second.available(other)).isEqualTo(2);
        assertThat(cents(second.request(exchange).path("refund").path("goods"))).isEqualTo(2000);
    }

    @Test
    void anExchangeForACheaperVariantGivesTheDifferenceBack(TestShop shop) {
        var skus = Customer.sizes(shop, "20.00", "18.50", "20.01");
        var customer = Customer.received(shop, 2, skus.get(0));
        var others =
                require(customer.get(customer.returns() + "/replacements"), 200).path("items");
        assertThat(others.findValuesAsString("sku")).containsExactly(skus.get(1), skus.get(2));
        for (var sku : List.of(Customer.product(shop, "1.00", 5), "NO-SUCH-SKU")) {
            assertThat(problem(customer.ask(customer.exchangeFor(sku), "key-" + sku)))
                    .as(sku)
                    .isEqualTo("409 not-exchangeable");
        }
        var asReturn = customer.exchangeFor(skus.get(1));
        asReturn.put("kind", "return");
        assertThat(problem(customer.ask(asReturn, "as-return"))).isEqualTo("400 invalid-request");

        var asked = require(customer.ask(customer.exchangeFor(skus.get(1)), "key"), 201);
        assertThat(cents(asked.path("difference").path("total"))).isEqualTo(150);
        assertThat(asked.path("lines").path(0).path("wantedOptions").asString()).isEqualTo("Size 1");
        var number = asked.path("number").asString();
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.available(skus.get(0))).isEqualTo(8);
        assertThat(customer.available(skus.get(1))).isEqualTo(9);
        require(customer.receive(number, 1, 0), 200);
        assertThat(customer.available(skus.get(0))).isEqualTo(9);
        assertThat(cents(customer.order().path("payment").path("refunded"))).isZero();
        require(customer.staff(number, "parcel-back", Map.of("carrier", "sf-express", "trackingNumber", "SF78")), 200);
        assertThat(customer.status(number)).isEqualTo("completed");
        assertThat(customer.available(skus.get(1))).isEqualTo(9);
        assertThat(cents(customer.order().path("payment").path("refunded"))).isEqualTo(150);
        // The other unit can still be asked for, the exchanged one no longer by itself.
        assertThat(customer.choices().path("lines").path(0).path("returnable").asInt())
                .isEqualTo(1);
    }

    /** Four for 30.01 each, of which a card paid 44.99: of each unit 18.76 or 18.77 in money. */
    @Test
    void whatACardPaidOfExchangedGoodsGoesBackToItAndNeverMore(TestShop shop, JdbcClient db) {
        var skus = Customer.sizes(shop, "30.01", "5.00", "40.00");
        var customer =
                Customer.paidWith(shop, "CARD-4499", 4, skus.getFirst()).ship().receive();
        var cheaper = exchange(customer, skus.get(1));
        require(customer.receive(cheaper, 1, 0), 200);
        require(sendBack(customer, cheaper), 200);
        assertThat(customer.status(cheaper)).isEqualTo("completed");
        var difference = customer.request(cheaper).path("difference");
        assertThat(cents(difference.path("total"))).isEqualTo(25_01);
        assertThat(cents(difference.path("tendered"))).isEqualTo(6_25);
        assertThat(back(customer, db)).containsExactly(18_76L, 6_25L);

        var returned = customer.asked("return", "changed-mind", 1);
        require(customer.staff(returned, "approval", null), 200);
        require(customer.receive(returned, 1, 0), 200);
        require(customer.staff(returned, "refund", null), 200);
        assertThat(back(customer, db)).containsExactly(2 * 18_76L, 6_25L + 11_25L);

        var dearer = exchange(customer, skus.get(2));
        assertThat(cents(customer.request(dearer).path("extra"))).isEqualTo(9_99);
        require(
                customer.post(
                        customer.returns() + "/" + dearer + "/payments",
                        Map.of("method", "sandbox", "outcome", "capture"),
                        "Idempotency-Key",
                        "dearer"),
                200);
        require(customer.receive(dearer, 1, 0), 200);
        require(sendBack(customer, dearer), 200);
        assertThat(customer.status(dearer)).isEqualTo("completed");
        assertThat(back(customer, db)).containsExactly(2 * 18_76L, 6_25L + 11_25L);

        var instead = exchange(customer, skus.get(1));
        require(customer.receive(instead, 1, 0), 200);
        require(customer.staff(instead, "refund", null), 200);
        assertThat(customer.status(instead)).isEqualTo("refunded");
        assertThat(back(customer, db)).containsExactly(2 * 18_76L + 18_77L, 6_25L + 11_25L + 11_24L);
    }

    private static String exchange(Customer customer, String sku) {
        var asked = require(
                customer.ask(customer.exchangeFor(sku), UUID.randomUUID().toString()), 201);
        var number = asked.path("number").asString();
        require(customer.staff(number, "approval", null), 200);
        return number;
    }

    private static Answer sendBack(Customer customer, String number) {
        return customer.staff(number, "parcel-back", Map.of("carrier", "sf-express", "trackingNumber", "SF" + number));
    }

    /** What went back of the order in money, and to its card. */
    private static List<Long> back(Customer customer, JdbcClient db) {
        var toCard = db.sql("""
                        SELECT coalesce(sum((tender #>> '{amount,amount}')::numeric * 100), 0)
                          FROM trade.outbox, jsonb_array_elements(payload::jsonb -> 'tenders') AS tender
                         WHERE type = 'trade.TenderReturned' AND key = :order
                        """)
                .param("order", customer.order().path("id").asString())
                .query(Long.class)
                .single();
        return List.of(cents(customer.order().path("payment").path("refunded")), toCard);
    }

    @Test
    void aWithdrawnExchangeGivesItsReplacementBack(TestShop shop) {
        var sku = Customer.product(shop, "20.00", 3);
        var customer = Customer.received(shop, 1, sku);
        var number = customer.asked("exchange", "wrong-size", 1);
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.available(sku)).isEqualTo(1);
        require(customer.act(number, "cancellation", null), 200);
        assertThat(customer.available(sku)).isEqualTo(2);
    }

    @Test
    void aRepairTouchesNeitherStockNorMoney(TestShop shop, JdbcClient db) {
        var sku = Customer.product(shop, "20.00", 5);
        var customer = Customer.received(shop, 1, sku);
        var number = customer.asked("repair", "faulty", 1);
        var approved = require(customer.staff(number, "approval", null), 200);
        require(customer.sendParcel(number), 200);
        require(customer.receive(number, 0, 1), 200);
        require(customer.staff(number, "parcel-back", Map.of("carrier", "zto", "trackingNumber", "1")), 200);
        assertThat(customer.status(number)).isEqualTo("completed");
        assertThat(movements(db, approved.path("id").asString())).isEmpty();
        assertThat(customer.available(sku)).isEqualTo(4);
        assertThat(cents(customer.order().path("payment").path("refunded"))).isZero();
    }

    @Test
    void aRepairThatCannotBeDoneIsRefundedAndTheGoodsAreOurs(TestShop shop, JdbcClient db) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "20.00", 5));
        var number = customer.asked("repair", "faulty", 1);
        var approved = require(customer.staff(number, "approval", null), 200);
        require(customer.receive(number, 0, 1), 200);
        require(customer.staff(number, "refund", null), 200);
        assertThat(customer.status(number)).isEqualTo("refunded");
        assertThat(movements(db, approved.path("id").asString())).containsExactly("return 1", "write-off -1");
    }

    @Test
    void staffFindsWhatWaitsForIt(TestShop shop) {
        var customer = Customer.received(shop, 2, Customer.product(shop, "5.00", 10));
        var first = customer.asked("return", "damaged", 1);
        var second = customer.asked("repair", "faulty", 1);
        require(customer.staff(first, "approval", null), 200);
        var all = customer.staffGet("/api/admin/v1/returns?q=" + customer.number)
                .json()
                .path("items");
        assertThat(all.findValuesAsString("number")).containsExactly(second, first);
        var waiting = customer.staffGet("/api/admin/v1/returns?waiting=true&q=" + customer.number)
                .json();
        assertThat(waiting.path("items").findValuesAsString("number")).containsExactly(second);
        var approved = customer.staffGet("/api/admin/v1/returns?status=approved&kind=return&q=" + customer.number);
        assertThat(approved.json().path("items").findValuesAsString("number")).containsExactly(first);
        var page = customer.staffGet("/api/admin/v1/returns?limit=1&q=" + customer.number)
                .json();
        var next = customer.staffGet("/api/admin/v1/returns?limit=1&q=" + customer.number + "&cursor="
                + page.path("next").asString());
        assertThat(next.json().path("items").findValuesAsString("number")).containsExactly(first);
        assertThat(customer.staffGet("/api/admin/v1/returns?status=lost").status())
                .isEqualTo(400);
        assertThat(customer.staffGet("/api/admin/v1/returns-summary")
                        .json()
                        .path("requested")
                        .asInt())
                .isPositive();
        assertThat(problem(customer.staffGet("/api/admin/v1/returns/" + customer.number + "-9")))
                .isEqualTo("404 return-not-found");
    }

    private static List<String> movements(JdbcClient db, String documentId) {
        return db.sql(
                        "SELECT cause || ' ' || on_hand_change FROM inventory.movement WHERE document_id = :id ORDER BY movement_id")
                .param("id", documentId)
                .query(String.class)
                .list();
    }
}
