package io.kontor.aftersales.window;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WindowStore {
    private final JdbcClient db;
    private final Clock clock;

    WindowStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param category its slug; {@code days} after receipt, 0: cannot be returned */
    record Window(String category, int days, Instant changedAt, String changedBy) {}

    List<Window> all() {
        return db.sql("SELECT category, days, changed_at, changed_by FROM aftersales.return_window ORDER BY category")
                .query(Window.class)
                .list();
    }

    Map<String, Integer> daysByCategory() {
        return all().stream().collect(Collectors.toMap(Window::category, Window::days));
    }

    void put(String category, int days, String who) {
        db.sql("""
                        INSERT INTO aftersales.return_window (category, days, changed_at, changed_by)
                        VALUES (:category, :days, :now, :who)
                        ON CONFLICT (category) DO UPDATE SET days = :days, changed_at = :now, changed_by = :who
                        """)
                .param("category", category)
                .param("days", days)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("who", who)
                .update();
    }

    void remove(String category) {
        db.sql("DELETE FROM aftersales.return_window WHERE category = :category")
                .param("category", category)
                .update();
    }
}
