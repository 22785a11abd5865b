package io.kontor.aftersales.request;

import static io.kontor.aftersales.request.Kind.EXCHANGE;
import static io.kontor.aftersales.request.Kind.LEAVE_OUT;
import static io.kontor.aftersales.request.Kind.REFUND_ONLY;
import static io.kontor.aftersales.request.Kind.REPAIR;
import static io.kontor.aftersales.request.Kind.RETURN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.aftersales.Customer;
import io.kontor.aftersales.WithAftersales;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WithAftersales
class MoveTest {
    /** The table once more, by kind, as a person would read it out. */
    private static final Set<String> ALLOWED = new TreeSet<>();

    private static void allow(Set<Kind> kinds, String... moves) {
        for (var kind : kinds) {
            for (var move : moves) {
                ALLOWED.add(kind + " " + move);
            }
        }
    }

    static {
        allow(
                Set.of(LEAVE_OUT, REFUND_ONLY, RETURN, EXCHANGE, REPAIR),
                "REQUESTED ASK",
                "ASKED ANSWER",
                "REQUESTED REJECT",
                "ASKED REJECT",
                "SENT REJECT",
                "REQUESTED CANCEL",
                "ASKED CANCEL",
                "APPROVED CANCEL",
                "ASKED CLOSE",
                "APPROVED CLOSE",
                "TO_PAY CANCEL",
                "TO_PAY CLOSE",
                "REFUNDING PAY_BACK");
        allow(Set.of(LEAVE_OUT, REFUND_ONLY), "REQUESTED GRANT", "ASKED GRANT");
        allow(Set.of(LEAVE_OUT), "REFUNDING REFUSE");
        allow(
                Set.of(RETURN, EXCHANGE, REPAIR),
                "REQUESTED APPROVE",
                "ASKED APPROVE",
                "APPROVED SEND",
                "APPROVED RECEIVE",
                "SENT RECEIVE",
                "RECEIVED REFUND");
        allow(Set.of(EXCHANGE), "REQUESTED CHARGE", "ASKED CHARGE", "TO_PAY PAY");
        allow(Set.of(EXCHANGE, REPAIR), "RECEIVED SEND_BACK", "SENDING_BACK COMPLETE");
    }

    @Test
    void aRequestMovesOnlyWhereTheTableAllowsIt(
            TestShop shop, ReturnStore returns, MoveReturn moveReturn, JdbcClient db, TransactionTemplate tx) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var requestId =
                returns.requireByNumber(customer.asked("return", "damaged", 1)).requestId();
        var moved = new TreeSet<String>();
        for (var kind : Kind.values()) {
            for (var status : Status.values()) {
                for (var move : Move.values()) {
                    tx.executeWithoutResult(inTransaction -> {
                        db.sql("UPDATE aftersales.request SET kind = :kind, status = :status WHERE request_id = :id")
                                .param("kind", kind.name())
                                .param("status", status.name())
                                .param("id", requestId)
                                .update();
                        var before = returns.require(requestId);
                        var done = moveReturn.tryMove(before, move, Actor.SHOP, "why", List.of());
                        var after = returns.require(requestId);
                        assertThat(after.status()).isEqualTo(done ? move.to() : status);
                        assertThat(after.timeline()).hasSize(before.timeline().size() + (done ? 1 : 0));
                        if (done) {
                            moved.add(kind + " " + status + " " + move);
                        }
                        inTransaction.setRollbackOnly();
                    });
                }
            }
        }
        assertThat(moved).isEqualTo(ALLOWED);
    }
}
