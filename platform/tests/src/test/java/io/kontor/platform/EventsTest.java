package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.archive.ArchiveModule;
import io.kontor.archive.OnLetterSent;
import io.kontor.kernel.Ids;
import io.kontor.letters.LetterSent;
import io.kontor.letters.Letters.NewLetter;
import io.kontor.letters.LettersModule;
import io.kontor.letters.LocalLetters;
import io.kontor.platform.database.Presence;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.start.KontorSettings;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KontorTest({LettersModule.class, ArchiveModule.class})
class EventsTest {
    private final JdbcClient db;
    private final LocalLetters letters;

    EventsTest(JdbcClient db, LocalLetters letters) {
        this.db = db;
        this.letters = letters;
    }

    @Test
    void reachTheirHandlerInTheOrderTheyWereTold() {
        var sender = name();
        var texts = IntStream.range(0, 300).mapToObj(String::valueOf).toList();
        texts.forEach(text -> letters.send(new NewLetter(sender, text)));
        Await.until(() -> assertThat(copiesOf(sender)).isEqualTo(texts));
    }

    @Test
    void areNotToldWhenTheirTransactionFails(Outbox outbox, TransactionTemplate tx) {
        var sender = name();
        try {
            tx.executeWithoutResult(_ -> {
                outbox.publish(new LetterSent(sender, "never"));
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            letters.send(new NewLetter(sender, "after"));
        }
        Await.until(() -> assertThat(copiesOf(sender)).containsExactly("after"));
    }

    @Test
    void waitForAnOlderTransactionThatCommitsLater(TestShop shop) throws SQLException {
        var sender = name();
        try (var slow = TestDatabase.connect(shop.databaseUrl())) {
            slow.setAutoCommit(false);
            try (var sql = slow.prepareStatement(
                    "INSERT INTO letters.outbox (type, key, payload) VALUES ('letters.LetterSent', ?, ?)")) {
                sql.setString(1, sender);
                sql.setString(2, "{\"sender\":\"" + sender + "\",\"text\":\"older\"}");
                sql.executeUpdate();
            }
            letters.send(new NewLetter(sender, "younger"));
            slow.commit();
        }
        Await.until(() -> assertThat(copiesOf(sender)).containsExactly("older", "younger"));
    }

    @Test
    void areHeardInTheOrderTheyWereWrittenThoughTheEarlierTransactionWroteLast(TestShop shop) throws SQLException {
        var sender = name();
        try (var early = TestDatabase.connect(shop.databaseUrl());
                var sql = early.createStatement()) {
            early.setAutoCommit(false);
            sql.execute("INSERT INTO letters.letter VALUES (gen_random_uuid(), 'this transaction has its number now')");
            letters.send(new NewLetter(sender, "first"));
            sql.execute("INSERT INTO letters.outbox (type, key, payload) VALUES ('letters.LetterSent', '" + sender
                    + "', '{\"sender\":\"" + sender + "\",\"text\":\"second\"}')");
            early.commit();
        }
        Await.until(() -> assertThat(copiesOf(sender)).containsExactly("first", "second"));
    }

    @Test
    void ofAKeyWaitBehindOneThatFailsWhileOthersPass() {
        var stuck = name();
        var free = name();
        var refused = name();
        OnLetterSent.REFUSED.add(refused);
        letters.send(new NewLetter(stuck, refused));
        letters.send(new NewLetter(stuck, "second"));
        letters.send(new NewLetter(free, "passes"));
        Await.until(() -> assertThat(copiesOf(free)).containsExactly("passes"));
        assertThat(copiesOf(stuck)).isEmpty();
        OnLetterSent.REFUSED.remove(refused);
        Await.until(() -> assertThat(copiesOf(stuck)).containsExactly(refused, "second"));
    }

    @Test
    void areParkedAfterTheTenthTryAndReplayed(TestShop shop) {
        var sender = name();
        var refused = name();
        OnLetterSent.REFUSED.add(refused);
        letters.send(new NewLetter(sender, refused));
        Await.until(() -> {
            // Time is not waited for: each try is made due at once.
            db.sql("UPDATE archive.event_retry SET next_at = now() WHERE key = :key AND parked_at IS NULL")
                    .param("key", sender)
                    .update();
            assertThat(db.sql("SELECT attempts FROM archive.event_retry WHERE key = :key AND parked_at IS NOT NULL")
                            .param("key", sender)
                            .query(Integer.class)
                            .list())
                    .containsExactly(10);
        });
        OnLetterSent.REFUSED.remove(refused);
        assertThat(copiesOf(sender)).isEmpty();
        db.sql("UPDATE archive.event_retry SET parked_at = NULL, next_at = now() WHERE key = :key")
                .param("key", sender)
                .update();
        Await.until(() -> assertThat(copiesOf(sender)).containsExactly(refused));
        assertThat(shop.get("/api/admin/v1/events/parked").status()).isEqualTo(401);
    }

    @Test
    void areHandledByOneOfTwoProcessesAndTakenOverWhenItStops() {
        var sender = name();
        var house = List.of(
                io.kontor.platform.module.KontorModule.of("letters", LettersModule.class, null),
                io.kontor.platform.module.KontorModule.of("archive", ArchiveModule.class, null));
        var database = TestDatabase.create();
        var processes = List.of(TestShop.run(house, database, List.of()), TestShop.run(house, database, List.of()));
        try {
            for (var process : processes) {
                IntStream.range(0, 50)
                        .forEach(i -> process.bean(LocalLetters.class)
                                .send(new NewLetter(sender, process.address() + " " + i)));
            }
            Await.until(
                    () -> assertThat(copies(processes.getFirst())).hasSize(100).doesNotHaveDuplicates());
            var handler = processes
                    .getFirst()
                    .bean(JdbcClient.class)
                    .sql("SELECT DISTINCT by_process FROM archive.copy")
                    .query(String.class)
                    .single();
            var first = processes
                    .getFirst()
                    .bean(KontorSettings.class)
                    .data()
                    .toString()
                    .equals(handler);
            var other = first ? processes.getLast() : processes.getFirst();
            (first ? processes.getFirst() : processes.getLast()).stop();
            other.bean(LocalLetters.class).send(new NewLetter(sender, "last"));
            Await.until(() -> assertThat(copies(other)).hasSize(101).endsWith("last"));
        } finally {
            processes.forEach(TestShop::stop);
        }
    }

    @Test
    void ofAProcessThatDiedAreTakenOverLongBeforeItsLeaseRunsOut(TestShop shop) throws SQLException {
        var sender = name();
        var dead = UUID.randomUUID().toString();
        var gone = "SELECT " + Presence.isGone("'" + dead + "'");
        try (var living = TestDatabase.connect(shop.databaseUrl());
                var sql = living.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(hashtextextended('kontor process " + dead + "', 0))");
            assertThat(db.sql(gone).query(Boolean.class).single()).isFalse();
        }
        Await.until(() -> assertThat(db.sql(gone).query(Boolean.class).single()).isTrue());
        db.sql("UPDATE archive.subscription SET leased_by = :dead, leased_until = now() + interval '1 hour'")
                .param("dead", dead)
                .update();
        // The first one shows the process of this test that another has its lease, the second is heard with a new one.
        letters.send(new NewLetter(sender, "first"));
        Await.until(() -> assertThat(copiesOf(sender)).isNotEmpty());
        letters.send(new NewLetter(sender, "second"));
        Await.until(() -> assertThat(copiesOf(sender)).endsWith("second"));
        assertThat(db.sql("SELECT leased_by FROM archive.subscription")
                        .query(String.class)
                        .list())
                .doesNotContain(dead);
    }

    private static List<String> copies(TestShop process) {
        return process.bean(JdbcClient.class)
                .sql("SELECT text FROM archive.copy ORDER BY copy_no")
                .query(String.class)
                .list();
    }

    private List<String> copiesOf(String sender) {
        return db.sql("SELECT text FROM archive.copy WHERE sender = :sender ORDER BY copy_no")
                .param("sender", sender)
                .query(String.class)
                .list();
    }

    private static String name() {
        return Ids.next(Clock.systemUTC()).toString();
    }
}
