package io.kontor.identity.session;

import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes sessions that are over and attempts that no longer count. */
@Component
class ForgetExpired implements Job {
    private final SessionStore sessions;
    private final JdbcClient db;
    private final Clock clock;

    ForgetExpired(SessionStore sessions, JdbcClient db, Clock clock) {
        this.sessions = sessions;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "identity.forget-expired";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(30);
    }

    @Override
    public void run() {
        var now = clock.instant();
        sessions.deleteExpired(now);
        db.sql("DELETE FROM identity.attempt WHERE last_at < :longAgo")
                .param("longAgo", now.minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC))
                .update();
    }
}
