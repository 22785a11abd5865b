package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.platform.database.SchemaPreparation;
import io.kontor.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        refused("cannot be written to", RunningKontor.freePort());
    }

    @Test
    void anUnreachableDatabaseIsTold() {
        refused(
                "the database cannot be reached",
                RunningKontor.freePort(),
                "--kontor.db.url=postgresql://kontor@127.0.0.1:9/nothing");
    }

    @Test
    void aDataFolderInUseIsTold() {
        try (var first = RunningKontor.start(folder, RunningKontor.freePort())) {
            assertThat(first.client().get("/actuator/health/modules/trade").status())
                    .isEqualTo(200);
            refused("in use by another Kontor", RunningKontor.freePort());
        }
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
        refused("the database belongs to a newer Kontor", RunningKontor.freePort(), "--kontor.db.url=" + url);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, There is no command nonsense",
        "start --bogus, There is no option --bogus",
        "start --port, --port wants a value"
    })
    void whatTheLauncherDoesNotKnowIsTold(String arguments, String reason) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Sources.ROOT.resolve("kontor").toString()));
        command.addAll(List.of(arguments.split(" ")));
        var launcher = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(launcher.waitFor()).isNotZero();
        assertThat(said.strip()).startsWith("Kontor: " + reason).hasLineCount(1);
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
