package io.kontor.app;

import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Kontor as a process of its own, which can be killed. */
final class RunningKontor implements AutoCloseable {
    private final Process process;
    private final @Nullable Path learned;
    private final Path folder;
    private final Path log;
    final int port;

    private RunningKontor(Process process, @Nullable Path learned, Path folder, Path log, int port) {
        this.process = process;
        this.learned = learned;
        this.folder = folder;
        this.log = log;
        this.port = port;
    }

    /** Starts it and waits until it is ready. */
    static RunningKontor start(Path folder, int port, String... settings) {
        var kontor = launch(StartedClasses.learnTo(folder), folder, port, settings);
        kontor.untilReady();
        return kontor;
    }

    static RunningKontor launch(Path folder, int port, String... settings) {
        return launch(null, folder, port, settings);
    }

    private static RunningKontor launch(@Nullable Path learned, Path folder, int port, String... settings) {
        var command = new ArrayList<>(command());
        if (learned != null) {
            command.add(command.indexOf("-cp"), "-XX:ArchiveClassesAtExit=" + learned);
        }
        command.addAll(List.of(
                "--kontor.port=" + port,
                "--kontor.data=" + folder.resolve("data"),
                "--kontor.internal-token=" + TestShop.INTERNAL_TOKEN,
                "--kontor.admin-password=open-the-doors-2026"));
        command.addAll(List.of(settings));
        try {
            Files.createDirectories(folder);
            var log = folder.resolve("kontor-" + port + ".log");
            return new RunningKontor(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    learned,
                    folder,
                    log,
                    port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What starts it when settings are added. */
    static List<String> command() {
        var command = new ArrayList<>(List.of(
                // Who runs the tests in the background may have switched SIGINT off, and a child inherits that.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms160m",
                "-Xmx400m",
                "-XX:MetaspaceSize=160m",
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "--enable-native-access=ALL-UNNAMED"));
        StartedClasses.learned().ifPresent(classes -> command.add("-XX:SharedArchiveFile=" + classes));
        command.addAll(List.of("-cp", StartedClasses.PATH, Kontor.class.getName()));
        return command;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    TestShop client() {
        return TestShop.at(address());
    }

    /** The shop's own database, which outlives a process that is killed. */
    JdbcClient database() {
        try {
            var port = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                    .get(3)
                    .strip();
            var password =
                    Files.readString(folder.resolve("data/postgres.password")).strip();
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "kontor", password));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Dies at once, as by a power cut: nothing is closed, nothing is flushed. */
    void kill() {
        process.destroyForcibly().onExit().join();
        StartedClasses.remember(learned);
    }

    /** Waits for the end, and answers the exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + output());
            }
            StartedClasses.remember(learned);
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** What each of its threads does at this moment. */
    String stacks() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            return new String(new ProcessBuilder(jcmd, String.valueOf(process.pid()), "Thread.print")
                    .redirectErrorStream(true)
                    .start()
                    .getInputStream()
                    .readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void untilReady() {
        var client = client();
        Await.until(Duration.ofMinutes(2), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("Kontor ended: " + output());
            }
            try {
                if (client.get("/actuator/health/readiness").status() != 200) {
                    throw new AssertionError("not ready yet: " + output());
                }
            } catch (UncheckedIOException notListening) {
                throw new AssertionError("not listening yet: " + output(), notListening);
            }
        });
    }

    @Override
    public void close() {
        process.destroy();
        exitCode();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
