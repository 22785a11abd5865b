package io.kontor.letters;

import io.kontor.platform.job.Job;
import io.kontor.platform.start.KontorSettings;
import java.time.Duration;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One of twelve jobs that write down each of their runs, and the process that ran them. */
public final class SortLetters implements Job {
    public static final int JOBS = 12;

    private final int drawer;
    private final String process;
    private final JdbcClient db;

    private SortLetters(int drawer, String process, JdbcClient db) {
        this.drawer = drawer;
        this.process = process;
        this.db = db;
    }

    static final class Jobs implements BeanRegistrar {
        @Override
        public void register(BeanRegistry registry, Environment environment) {
            for (var i = 1; i <= JOBS; i++) {
                var drawer = i;
                registry.registerBean(
                        "sortLetters" + drawer,
                        SortLetters.class,
                        bean -> bean.supplier(context -> new SortLetters(
                                drawer,
                                context.bean(KontorSettings.class).data().toString(),
                                context.bean(JdbcClient.class))));
            }
        }
    }

    @Override
    public String name() {
        return "letters.sort-letters-" + drawer;
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        db.sql("INSERT INTO letters.sorting (drawer, process) VALUES (:drawer, :process)")
                .param("drawer", drawer)
                .param("process", process)
                .update();
    }
}
