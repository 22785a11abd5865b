package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.letters.LettersModule;
import io.kontor.letters.SortLetters;
import io.kontor.platform.module.KontorModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes of a shop, with the same jobs on one database. */
class JobsTest {
    private static final int ROUNDS = 4;

    @Test
    void runEachDueJobOnceInWhicheverProcess() {
        var house = List.of(KontorModule.of("letters", LettersModule.class, null));
        var database = TestDatabase.create();
        var first = TestShop.run(house, database, List.of());
        var second = TestShop.run(house, database, List.of());
        var db = first.bean(JdbcClient.class);
        try {
            // A job is due when its shop is new; once that is done, nothing is due again for a day unless it is made
            // so.
            for (var round = 1; round <= ROUNDS; round++) {
                var runs = round;
                Await.until(
                        Duration.ofMinutes(1),
                        () -> assertThat(runsOfEachJob(db))
                                .hasSize(SortLetters.JOBS)
                                .allSatisfy(job -> assertThat(job).isEqualTo(runs)));
                Await.until(() -> assertThat(makeDue(db)).isEqualTo(SortLetters.JOBS));
            }
            Await.until(
                    Duration.ofMinutes(1), () -> assertThat(runsOfEachJob(db)).containsOnly(ROUNDS + 1));
        } finally {
            first.stop();
            second.stop();
        }
    }

    private static List<Integer> runsOfEachJob(JdbcClient db) {
        return db.sql("SELECT count(*) FROM letters.sorting GROUP BY drawer")
                .query(Integer.class)
                .list();
    }

    /** All at once, and only when none is at work: a job that is just being written back as done is not due. */
    private static int makeDue(JdbcClient db) {
        return db.sql("""
                        UPDATE platform.scheduled_tasks SET execution_time = now() - interval '1 second'
                         WHERE task_name LIKE 'letters.sort-letters-%'
                           AND NOT EXISTS (SELECT 1 FROM platform.scheduled_tasks
                                            WHERE task_name LIKE 'letters.sort-letters-%' AND (picked OR execution_time <= now()))
                        """).update();
    }
}
