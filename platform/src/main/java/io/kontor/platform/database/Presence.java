package io.kontor.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows the other processes of the shop that this one lives: a lock that a connection of its own holds, and that the
 * database lets go the moment the process is gone. What it had leased is taken over then, long before the lease runs
 * out: a process that dies again and again would otherwise wait each time for the lease of the one before it.
 */
@Component
public final class Presence implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final int SECONDS_TO_ANSWER = 5;
    private static final long LOOK_MILLIS = 1_000;

    private final String processId = UUID.randomUUID().toString();
    private final HikariDataSource source;
    private final CountDownLatch seen = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper;

    Presence(HikariDataSource source) {
        this.source = source;
        this.keeper = Thread.ofVirtual().name("presence").start(this::keep);
        hasPassed(seen, SECONDS_TO_ANSWER * 1_000);
    }

    /** By what this process is known while it lives, and never after. */
    public String processId() {
        return processId;
    }

    /** SQL: whether the process whose id an expression gives is gone. Only for a transaction that ends soon. */
    public static String isGone(String processId) {
        return "pg_try_advisory_xact_lock(" + key(processId) + ")";
    }

    private static String key(String processId) {
        return "hashtextextended('kontor process ' || " + processId + ", 0)";
    }

    private void keep() {
        while (!hasPassed(closed, 0)) {
            try (var connection = connect();
                    var lock = connection.prepareStatement("SELECT pg_advisory_lock(" + key("?") + ")")) {
                lock.setString(1, processId);
                lock.execute();
                seen.countDown();
                while (connection.isValid(SECONDS_TO_ANSWER) && !hasPassed(closed, LOOK_MILLIS)) {
                    // It holds as long as the connection does.
                }
            } catch (SQLException unreachable) {
                log.debug("The database does not see this process", unreachable);
                hasPassed(closed, LOOK_MILLIS);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(source.getJdbcUrl(), source.getDataSourceProperties());
    }

    private static boolean hasPassed(CountDownLatch moment, long millis) {
        try {
            return moment.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            keeper.join(Duration.ofSeconds(SECONDS_TO_ANSWER));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
