package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.platform.database.EmbeddedPostgres;
import io.kontor.platform.start.StartFailure;
import io.kontor.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path data;

    @Test
    void keepsWhatWasCommittedWhenItsServerIsKilled() throws Exception {
        var first = EmbeddedPostgres.start(data, true);
        execute(first, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (42)");
        assertThat(ask(first, "SHOW fsync")).isEqualTo("on");
        assertThat(ask(first, "SHOW synchronous_commit")).isEqualTo("on");
        killServer();
        first.close();
        try (var second = EmbeddedPostgres.start(data, true)) {
            assertThat(ask(second, "SELECT n FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void comesBackAtItsPortWhenItsServerIsKilled() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data, true)) {
            execute(postgres, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (42)");
            for (var death = 0; death < 2; death++) {
                killServer();
                Await.until(
                        Duration.ofMinutes(1),
                        () -> assertThat(answers(postgres, "SELECT n FROM kept"))
                                .isEqualTo("42"));
            }
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private void killServer() throws Exception {
        var pid = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        var server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    private static String answers(EmbeddedPostgres postgres, String question) {
        try {
            return ask(postgres, question);
        } catch (SQLException notYet) {
            return notYet.toString();
        }
    }

    @Test
    void refusesAFolderThatAnotherKontorUses() {
        try (var holder = EmbeddedPostgres.start(data, false)) {
            assertThat(holder.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, false))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("in use by another Kontor");
        }
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws IOException {
        var file = Files.createFile(data.resolve("a-file"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("below"), false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot be written to");
    }

    private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url("postgres"));
                var sql = connection.createStatement()) {
            for (var statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static String ask(EmbeddedPostgres postgres, String question) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url("postgres"));
                var sql = connection.createStatement();
                var answer = sql.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
