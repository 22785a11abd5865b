package io.kontor.platform.accesslog;

import io.kontor.platform.job.Job;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the access log for 90 days. */
@Component
class ForgetOldRequests implements Job {
    private final JdbcClient db;

    ForgetOldRequests(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "platform.forget-old-requests";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        db.sql("DELETE FROM platform.access_log WHERE at < now() - interval '90 days'")
                .update();
    }
}
