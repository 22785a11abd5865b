package io.kontor.platform.event;

import io.kontor.platform.job.Job;
import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes events a week after they were told and idempotency keys after a day. */
@Component
class ForgetOldEvents implements Job {
    private final JdbcClient db;
    private final Selection selection;

    ForgetOldEvents(JdbcClient db, Selection selection) {
        this.db = db;
        this.selection = selection;
    }

    @Override
    public String name() {
        return "platform.forget-old-events";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        selection.local().stream().map(KontorModule::name).forEach(module -> {
            db.sql("DELETE FROM %s.outbox WHERE at < now() - interval '7 days'".formatted(module))
                    .update();
            db.sql("DELETE FROM %s.idempotency WHERE created_at < now() - interval '24 hours'".formatted(module))
                    .update();
        });
    }
}
