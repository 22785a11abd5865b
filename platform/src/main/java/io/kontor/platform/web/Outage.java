package io.kontor.platform.web;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.TransactionSystemException;

/** A failure that passes: the database is gone for a moment, or asks to be asked again. No defect, and no reason to despair. */
public final class Outage {
    private static final int RETRY_AFTER_SECONDS = 2;
    /**
     * Connection failures, rolled back transactions, exhausted resources.
     *
     * <p>Source: PostgreSQL, Appendix A, classes of error codes.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53");
    /** A lock or a statement took too long; the server stops, has crashed, or is still starting. */
    private static final Set<String> PASSING = Set.of("55P03", "57014", "57P01", "57P02", "57P03");

    private Outage() {}

    /**
     * What to answer when this failure is one that passes. The effect of the request may have happened or not: whoever
     * repeats it with its idempotency key finds out.
     */
    public static Optional<Refusal> of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            // A transaction that can neither be committed nor rolled back has lost its connection.
            if (cause instanceof TransactionSystemException
                    || (cause instanceof SQLException refused && passes(refused))) {
                return Optional.of(CommonProblem.BUSY
                        .refusal("The shop is not quite there. Repeat the request in a moment, with the same key.")
                        .with("retryAfterSeconds", RETRY_AFTER_SECONDS));
            }
        }
        return Optional.empty();
    }

    private static boolean passes(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException
                || PASSING.contains(state)
                || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)));
    }
}
