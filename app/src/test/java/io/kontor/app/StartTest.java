package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.platform.database.EmbeddedPostgres;
import io.kontor.platform.database.SchemaPreparation;
import io.kontor.platform.start.KontorApplication;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A start that cannot be ends with one plain sentence that says what to do, a non-zero exit, and nothing half made. */
class StartTest {
    @TempDir
    Path folder;

    @Test
    void aTakenPortIsTold() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refused("port " + taken.getLocalPort() + " is taken", taken.getLocalPort());
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void anUnknownSettingIsTold() {
        refused(
                "there is no setting \"kontor.trade.unpaid-maximum\"",
                RunningKontor.freePort(),
                "--kontor.trade.unpaid-maximum=1h");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void anImpossibleSelectionIsTold() {
        refused("also need", RunningKontor.freePort(), "--kontor.modules=trade");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void anUnusableDataFolderIsTold() throws IOException {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");
        failed("cannot be written to", "--kontor.data=" + folder.resolve("data"));
    }

    @Test
    void anUnreachableDatabaseIsTold() {
        failed(
                "the database cannot be reached",
                "--kontor.db.url=postgresql://kontor@127.0.0.1:9/nothing",
                "--kontor.data=" + folder.resolve("data"));
    }

    @Test
    void aDataFolderInUseIsTold() {
        // Whoever runs a shop's database holds its folder.
        try (var _ = EmbeddedPostgres.start(folder.resolve("data"), false)) {
            refused("in use by another Kontor", RunningKontor.freePort());
        }
    }

    @Test
    void aStopInTheMiddleOfAStartLeavesNothingRunning() throws Exception {
        // A database that still recovers holds the start at its hardest moment: all the rest waits for it.
        var cluster = folder.resolve("data/postgres");
        var recovered = folder.resolve("recovered");
        EmbeddedPostgres.start(folder.resolve("data"), true).close();
        Files.createFile(cluster.resolve("recovery.signal"));
        Files.writeString(
                cluster.resolve("postgresql.auto.conf"),
                "restore_command = 'until [ -e " + recovered + " ]; do sleep 0.05; done; false'");
        var kontor = RunningKontor.launch(folder, RunningKontor.freePort());
        Await.until(Duration.ofMinutes(1), () -> assertThat(kontor.stacks()).contains("EmbeddedPostgres.of("));
        kontor.signal("TERM");
        Await.until(
                Duration.ofMinutes(1),
                () -> assertThat(kontor.isRunning() ? kontor.stacks() : "ended")
                        .containsAnyOf("EmbeddedPostgres.close", "ended"));
        Files.createFile(recovered);
        assertThat(kontor.exitCode()).isZero();
        assertThat(kontor.output()).doesNotContain("\tat ");
        assertThat(cluster.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void aWeakPasswordIsToldBeforeAnythingIsMadeInAnotherDatabase() {
        var url = TestDatabase.create();
        failed(
                "the administrator's password is not good enough",
                "--kontor.db.url=" + url,
                "--kontor.data=" + folder.resolve("data"),
                "--kontor.admin-password=hunter2");
        assertThat(JdbcClient.create(new DriverManagerDataSource(url))
                        .sql(
                                "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
                        .query(String.class)
                        .list())
                .containsExactly("public");
    }

    @Test
    void aDatabaseOfANewerVersionIsTold() {
        var url = TestDatabase.create();
        SchemaPreparation.prepare(url, House.MODULES);
        var db = JdbcClient.create(new DriverManagerDataSource(url));
        db.sql("""
                        INSERT INTO trade.schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        VALUES (999, '999', 'from the future', 'SQL', 'V999__from_the_future.sql', 1, 'kontor', 1, true)
                        """).update();
        db.sql("UPDATE platform.schema_fingerprint SET fingerprint = 'of the future' WHERE schema_name = 'trade'")
                .update();
        failed(
                "the database belongs to a newer Kontor",
                "--kontor.db.url=" + url,
                "--kontor.data=" + folder.resolve("data"));
    }

    @Test
    void aClockThatDiffersFromTheDatabasesIsTold() {
        var url = TestDatabase.create();
        var db = JdbcClient.create(new DriverManagerDataSource(url));
        // A function of the same name that is found first sets the database's clock ahead for whoever connects.
        db.sql("CREATE SCHEMA ahead").update();
        db.sql("""
                        CREATE FUNCTION ahead.clock_timestamp() RETURNS timestamptz LANGUAGE sql
                        AS $$ SELECT pg_catalog.clock_timestamp() + interval '10 minutes' $$
                        """).update();
        var name = db.sql("SELECT current_database()").query(String.class).single();
        db.sql("ALTER DATABASE " + name + " SET search_path = ahead, pg_catalog")
                .update();
        assertThatThrownBy(() -> KontorApplication.of(House.MODULES)
                        .run("--kontor.db.url=" + url, "--kontor.data=" + folder.resolve("data")))
                .hasStackTraceContaining("StartFailure: the clock of this machine is ")
                .hasStackTraceContaining(" seconds behind the database's. Set both by a time server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kontor.port=99999 | there is no port 99999",
                "--kontor.port=soon | the setting kontor.port cannot have the value it was given; it wants a whole number",
                "--kontor.address=192.0.2.1 | this machine has no address 192.0.2.1",
                "--kontor.dev=maybe | the setting kontor.dev cannot have the value it was given; it wants true or false",
                "--kontor.trade.unpaid-max=soon | the setting kontor.trade.unpaid-max cannot have the value it was given",
                "--kontor.trade.unpaid-max=-5m | it wants a length of time",
                "--kontor.trade.unpaid-max=90d | the setting kontor.trade.unpaid-max is at most 23h",
                "--kontor.trade.vat-percent=500 | it wants a number from 0 to 100",
                "--kontor.trade.currency=QQQ | it wants a currency as in ISO 4217",
                "--kontor.inventory.allocation=any | it wants fewest-parcels or nearest or fullest",
                "--kontor.db.connections-max=0 | it wants a whole number from 1 on",
                "--kontor.public-url=shop | it wants an address such as https://shop.example.com",
                "--kontor.remote.catalog=shop | the setting kontor.remote.catalog is no address",
                "--kontor.db.url=mysql://a:b@127.0.0.1/shop | the database address cannot be read",
                "--kontor.db.url=nonsense | the database address cannot be read. Write it as postgresql://",
                "--kontor.admin-password=hunter2 | the administrator's password is not good enough. Choose a password of at least 10 characters.",
                "--kontor.admin-password=administrator | the administrator's password is not good enough",
                "--kontor.data=/proc/kontor | cannot be written to"
            })
    void aSettingThatCannotBeIsTold(String setting, String reason) {
        var settings = new String[] {
            setting,
            setting.startsWith("--kontor.data") ? "--kontor.demo=true" : "--kontor.data=" + folder.resolve("data")
        };
        failed(reason, settings);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    /** How a failure becomes a sentence is seen with processes; here only which failure it is. */
    private static void failed(String reason, String... settings) {
        assertThatThrownBy(() -> KontorApplication.of(House.MODULES).run(settings))
                .hasStackTraceContaining("StartFailure: ")
                .hasStackTraceContaining(reason);
    }

    private void refused(String reason, int port, String... settings) {
        var kontor = RunningKontor.launch(folder, port, settings);
        assertThat(kontor.exitCode()).isNotZero();
        assertThat(kontor.output().strip())
                .startsWith("Kontor did not start: ")
                .contains(reason)
                .hasLineCount(1)
                .endsWith(".");
    }
}
