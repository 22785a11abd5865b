package io.kontor.trade.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code trade.guess}. */
@Component
class GuessStore {
    private final JdbcClient db;

    GuessStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * Takes an attempt at each subject before anybody knows how it ends, so that guesses sent all at once count as well.
     * Those before {@code since} are forgotten.
     *
     * @return whether none of them has more than {@code max} now
     */
    boolean take(List<UUID> subjects, int max, Instant since, Instant now) {
        return db
                .sql("""
                        INSERT INTO trade.guess AS g (subject, taken, last_at)
                        SELECT subject, 1, :now FROM unnest(:subjects::uuid[]) AS s (subject) ORDER BY subject
                        ON CONFLICT (subject) DO UPDATE
                           SET taken = CASE WHEN g.last_at < :since THEN 1 ELSE least(g.taken + 1, :max + 1) END,
                               last_at = CASE WHEN g.last_at >= :since AND g.taken > :max THEN g.last_at ELSE :now END
                        RETURNING taken
                        """)
                .param("subjects", subjects.toArray(UUID[]::new))
                .param("max", max)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .list()
                .stream()
                .allMatch(taken -> taken <= max);
    }

    /** It was right. */
    void giveBack(List<UUID> subjects) {
        db.sql("""
                        UPDATE trade.guess g SET taken = greatest(g.taken - 1, 0)
                          FROM (SELECT subject FROM trade.guess WHERE subject = ANY(:subjects) ORDER BY subject FOR UPDATE) mine
                         WHERE g.subject = mine.subject
                        """).param("subjects", subjects.toArray(UUID[]::new)).update();
    }

    void forget(Instant before) {
        db.sql("DELETE FROM trade.guess WHERE last_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
