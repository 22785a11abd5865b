package io.kontor.testkit.storm;

import io.kontor.platform.database.EmbeddedPostgres;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a storm rages over: the application and its database, each a process that can be killed, and a wire before each. */
final class Ground implements AutoCloseable {
    static final String ADMIN_PASSWORD = "open-the-doors-2026";
    private static final Pattern ALARM =
            Pattern.compile("deadlock detected|PANIC:|could not read block|invalid page|checksum|out of memory");

    private final Path folder;
    private final List<String> command;
    private final int applicationPort = freePort();
    private final EmbeddedPostgres database;
    private final Wire databaseWire;
    private final Wire shopWire;
    private @Nullable Process application;

    /** @param command that starts the shop when it is given its settings */
    Ground(Path folder, List<String> command) {
        this.folder = folder.toAbsolutePath();
        this.command = command;
        this.database = EmbeddedPostgres.start(this.folder.resolve("database"), true);
        this.databaseWire = new Wire(0, database.port());
        this.shopWire = new Wire(0, applicationPort);
    }

    Wire databaseWire() {
        return databaseWire;
    }

    Wire shopWire() {
        return shopWire;
    }

    /** The shop as its buyers see it, through the wire. */
    URI address() {
        return URI.create("http://127.0.0.1:" + shopWire.port());
    }

    TestShop shop() {
        return TestShop.at(address());
    }

    TestShop shopPastTheWire() {
        return TestShop.at(URI.create("http://127.0.0.1:" + applicationPort));
    }

    /** Past the wire. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url("postgres"));
    }

    void startApplication() {
        var all = new ArrayList<>(List.of("setsid"));
        all.addAll(command);
        all.addAll(List.of(
                "--kontor.port=" + applicationPort,
                "--kontor.data=" + folder.resolve("data"),
                "--kontor.db.url="
                        + database.url("postgres")
                                .replace(":" + database.port() + "/", ":" + databaseWire.port() + "/"),
                "--kontor.admin-password=" + ADMIN_PASSWORD,
                "--kontor.payment.answer-max=2s",
                "--kontor.trade.unpaid-max=20s"));
        try {
            application = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("application.log").toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void killApplication() {
        var process = application;
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    boolean applicationRuns() {
        var process = application;
        return process != null && process.isAlive();
    }

    /** It comes back by itself, as the shop's own would. */
    void killDatabase() {
        // The postmaster first: it would take the death of the others for a crash of theirs and start them anew.
        databaseProcesses().forEach(ProcessHandle::destroyForcibly);
    }

    void pauseApplication(Duration time) {
        var process = application;
        if (process != null) {
            pause(List.of(process.toHandle()), time);
        }
    }

    void pauseDatabase(Duration time) {
        pause(databaseProcesses(), time);
    }

    private static void pause(List<ProcessHandle> processes, Duration time) {
        signal("STOP", processes);
        try {
            LockSupport.parkNanos(time.toNanos());
        } finally {
            signal("CONT", processes);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        var kill = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> kill.add(String.valueOf(process.pid())));
        try {
            // Some may have ended by themselves meanwhile.
            new ProcessBuilder(kill)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessHandle> databaseProcesses() {
        try {
            var pid = Long.parseLong(Files.readAllLines(folder.resolve("database/postgres/postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).stream()
                    .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Lines of the database's log that must never be there. */
    List<String> alarms() {
        try {
            try (var lines = Files.lines(folder.resolve("database/postgres.log"))) {
                return lines.filter(line -> ALARM.matcher(line).find()).toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the application itself called a defect: the first line of each kind, with the places in our own code. */
    List<String> defects() {
        var defects = new LinkedHashSet<String>();
        var lines = applicationLog().split("\n");
        for (var at = 0; at < lines.length; at++) {
            if (lines[at].contains("Defect, trace")) {
                var cause = Stream.of(lines)
                        .skip(at + 1L)
                        .limit(120)
                        .takeWhile(line -> !line.contains("Defect, trace"))
                        .filter(line -> line.contains("Exception") || line.contains("at io.kontor"))
                        .map(String::strip)
                        .limit(6)
                        .toList();
                defects.add(String.join(" | ", cause));
            }
        }
        return List.copyOf(defects);
    }

    String applicationLog() {
        try {
            return Files.readString(folder.resolve("application.log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        var process = application;
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(40, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        databaseWire.close();
        shopWire.close();
        database.close();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
