package io.kontor.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the jobs of the modules of this process; the table in the database lets each run once in a cluster. */
@Component
class Jobs implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final DataSource source;
    private final List<Job> jobs;
    private final MeterRegistry meters;
    private @Nullable Scheduler scheduler;

    Jobs(DataSource source, ObjectProvider<Job> jobs, MeterRegistry meters) {
        this.source = source;
        this.jobs = jobs.orderedStream().toList();
        this.meters = meters;
    }

    @Override
    public void start() {
        var running = Scheduler.create(source)
                .startTasks(jobs.stream().map(this::task).toList())
                .tableName("platform.scheduled_tasks")
                .threads(2)
                .pollingInterval(Duration.ofSeconds(2))
                // A job whose process died begins anew after four missed heartbeats: long before a hold is a minute
                // late.
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .build();
        running.start();
        scheduler = running;
    }

    private RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((_, _) -> {
            try {
                meters.timer("kontor.jobs", "job", job.name()).record(job::run);
            } catch (RuntimeException failed) {
                log.error("Job {} failed and will be tried again", job.name(), failed);
                throw failed;
            }
        });
    }

    @Override
    public void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
