package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
