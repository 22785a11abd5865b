package io.kontor.payment.unanswered;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much is open at providers. Counted by the job that asks, so that reading the metrics costs no query. */
@Component
public class Unanswered {
    private final JdbcClient db;
    private volatile Count last = new Count(0, 0);

    Unanswered(JdbcClient db, MeterRegistry meters) {
        this.db = db;
        Gauge.builder("kontor.payment.unknown", () -> last.unknown())
                .description("Payments whose outcome is not known")
                .register(meters);
        Gauge.builder("kontor.payment.told", () -> last.told())
                .description("Payments, captures and refunds that staff is told of")
                .register(meters);
    }

    /**
     * @param unknown payments whose outcome is not known right now
     * @param told payments, captures and refunds that stay without an answer, or were refused, and need somebody to look
     */
    public record Count(long unknown, long told) {}

    public Count count() {
        last = db.sql("""
                        SELECT (SELECT count(*) FROM payment.payment WHERE ask_at IS NOT NULL AND status = 'UNKNOWN') AS unknown,
                               (SELECT count(*) FROM payment.payment WHERE ask_at IS NOT NULL AND told_at IS NOT NULL)
                             + (SELECT count(*) FROM payment.capture WHERE ask_at IS NOT NULL AND told_at IS NOT NULL)
                             + (SELECT count(*) FROM payment.refund WHERE ask_at IS NOT NULL AND told_at IS NOT NULL) AS told
                        """).query(Count.class).single();
        return last;
    }
}
