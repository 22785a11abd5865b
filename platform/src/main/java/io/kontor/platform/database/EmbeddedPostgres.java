package io.kontor.platform.database;

import static java.util.Objects.requireNonNull;

import io.kontor.platform.start.StartFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/**
 * A real PostgreSQL that Kontor runs itself, with its data in a folder and full durability. It outlives nothing: it
 * stops with Kontor, and one left behind by a Kontor that was killed is shut down cleanly before the next starts. One
 * that dies while Kontor lives is started again at the same port, where its connections are made anew.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Map<Path, CompletableFuture<EmbeddedPostgres>> STARTED = new ConcurrentHashMap<>();
    private static final String USER = "kontor";
    private static final int COME_BACK_TRIES_MAX = 100;
    /** Whoever needs a new segment fills it with zeros while everybody who commits waits. */
    private static final int WAL_SEGMENT_MB = 2;

    private final Path folder;
    private final Path cluster;
    private final Path binaries;
    private final boolean durable;
    private final FileChannel lockFile;
    private int port;
    private @Nullable Process server;
    private volatile boolean closing;

    private EmbeddedPostgres(Path folder, boolean durable) {
        this.folder = folder.toAbsolutePath().normalize();
        this.cluster = this.folder.resolve("postgres");
        this.durable = durable;
        makeFolder();
        try {
            this.lockFile = FileChannel.open(
                    this.folder.resolve("kontor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lockOrRefuse();
            this.binaries = PostgresBinaries.unpack();
        } catch (IOException unusable) {
            throw notWritable(unusable);
        }
    }

    /** Begins to start the database of the configured data folder, unless another database was configured. */
    public static void startInBackground(Environment environment) {
        if (isOwn(environment)) {
            // Runs when all else has been closed, so that whatever is drained until then still has its database.
            SpringApplication.getShutdownHandlers().add(EmbeddedPostgres::closeAll);
            var data = dataFolder(environment).toAbsolutePath().normalize();
            STARTED.put(data, CompletableFuture.supplyAsync(() -> start(data, true)));
        }
    }

    /** Whether the configured data folder holds no database, and no other database was configured. */
    public static boolean isYetToBeMade(Environment environment) {
        return isOwn(environment) && !isMade(dataFolder(environment).resolve("postgres"));
    }

    private static boolean isOwn(Environment environment) {
        return environment.getProperty("kontor.db.url") == null;
    }

    private static Path dataFolder(Environment environment) {
        return Path.of(environment.getProperty("kontor.data", "data"));
    }

    private static boolean isMade(Path cluster) {
        return Files.exists(cluster.resolve("PG_VERSION"));
    }

    /** Whoever fetched it closes it. Nobody may have: no database must outlive this process. */
    private static void closeAll() {
        STARTED.values().forEach(starting -> {
            try {
                starting.join().close();
            } catch (CompletionException neverStarted) {
                log.debug("Nothing to stop", neverStarted);
            }
        });
    }

    /** The database of that data folder, which was begun in the background; waits for it when it is still starting. */
    static EmbeddedPostgres of(Path data) {
        try {
            return requireNonNull(STARTED.get(data.toAbsolutePath().normalize()), "nobody began to start it")
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /**
     * @param durable false only for tests: the data may be lost with the machine, and no password is asked for
     * @throws StartFailure when the folder cannot be used, or another Kontor uses it
     */
    public static EmbeddedPostgres start(Path folder, boolean durable) {
        var postgres = new EmbeddedPostgres(folder, durable);
        try {
            postgres.start();
            return postgres;
        } catch (RuntimeException failed) {
            postgres.close();
            throw failed;
        }
    }

    /** A JDBC address with user and password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER + "&password=" + password();
    }

    public int port() {
        return port;
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw notWritable(null);
            }
        } catch (IOException refused) {
            throw notWritable(refused);
        }
    }

    private StartFailure notWritable(@Nullable Throwable cause) {
        return new StartFailure(
                "the data folder " + folder + " cannot be written to. Make it writable for this user, or"
                        + " choose another with --data.",
                cause);
    }

    /** The lock lasts as long as its file is open. */
    private void lockOrRefuse() throws IOException {
        try {
            if (lockFile.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException heldHere) {
            log.debug("This process already holds {}", folder);
        }
        lockFile.close();
        throw new StartFailure("the data folder " + folder + " is in use by another Kontor. Stop that one, or choose"
                + " another folder with --data.");
    }

    private void start() {
        if (!isMade(cluster)) {
            create();
        }
        stopLeftBehind();
        port = freePort();
        launch(ProcessBuilder.Redirect.to(serverLog()));
    }

    private File serverLog() {
        return folder.resolve("postgres.log").toFile();
    }

    private void launch(ProcessBuilder.Redirect serverLog) {
        Process started;
        var command = new ArrayList<>(unprivileged());
        command.addAll(List.of(binary("postgres"), "-D", cluster.toString(), "-p", String.valueOf(port), "-k", ""));
        serverSettings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        try {
            // A session of its own keeps a Ctrl-C in the terminal from stopping the database before Kontor has drained.
            command.addFirst("setsid");
            started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(serverLog)
                    .start();
            server = started;
        } catch (IOException failed) {
            throw new StartFailure("the database could not be started: " + failed.getMessage(), failed);
        }
        waitUntilReady();
        started.onExit().thenAcceptAsync(this::comeBack, Thread::startVirtualThread);
    }

    /** It was killed, perhaps for want of memory: a shop that sells on a moment later is better than one that is down. */
    private synchronized void comeBack(Process dead) {
        for (var attempt = 1; !closing && attempt <= COME_BACK_TRIES_MAX; attempt++) {
            try {
                log.warn("The database ended with exit code {}; it is started again", dead.exitValue());
                launch(ProcessBuilder.Redirect.appendTo(serverLog()));
                return;
            } catch (StartFailure notYet) {
                // Its former processes may not all have ended, and while one lives, none is let at the data.
                log.warn("Not yet: {}", notYet.getMessage());
                sleep(100);
            }
        }
    }

    private Map<String, String> serverSettings() {
        var settings = new java.util.LinkedHashMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "256MB");
        settings.put("wal_buffers", "16MB");
        settings.put("max_wal_size", "2GB");
        // Cleaning up takes a tenth of a core for longer instead of a third of one at a time.
        settings.put("autovacuum_vacuum_cost_delay", "10ms");
        // Looking at 9,000 rows of a table that grows takes a core for a third of the time that 30,000 do.
        settings.put("default_statistics_target", "30");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("jit", "off");
        settings.put("huge_pages", "off");
        settings.put("fsync", durable ? "on" : "off");
        settings.put("synchronous_commit", durable ? "on" : "off");
        settings.put("full_page_writes", durable ? "on" : "off");
        return settings;
    }

    private void create() {
        var fresh = folder.resolve("postgres.new");
        deleteAll(fresh);
        var passwordFile = folder.resolve("postgres.password");
        try {
            var secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, HexFormat.of().formatHex(secret));
            Files.createDirectory(
                    fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException refused) {
            throw notWritable(refused);
        }
        var command = new ArrayList<>(unprivileged());
        command.addAll(List.of(
                binary("initdb"),
                "-D",
                fresh.toString(),
                "-U",
                USER,
                "--auth=" + (durable ? "scram-sha-256" : "trust"),
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--wal-segsize=" + WAL_SEGMENT_MB,
                durable ? "--data-checksums" : "--no-sync"));
        run(command, "the database could not be created");
        try {
            // Only a finished cluster gets the name: a start that was interrupted begins again.
            Files.move(fresh, cluster);
        } catch (IOException refused) {
            throw notWritable(refused);
        }
    }

    private void stopLeftBehind() {
        readPid()
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .ifPresent(process -> {
                    log.info("Stopping the database that an earlier Kontor left behind");
                    signal("INT", process.pid());
                    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
                });
    }

    private Optional<Long> readPid() {
        try {
            var pidFile = cluster.resolve("postmaster.pid");
            return Files.exists(pidFile)
                    ? Optional.of(Long.parseLong(
                            Files.readAllLines(pidFile).getFirst().strip()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void waitUntilReady() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        var process = server;
        while (System.nanoTime() < deadline) {
            if (process == null || !process.isAlive() || closing) {
                throw new StartFailure(
                        "the database stopped while starting; " + folder.resolve("postgres.log") + " says why.");
            }
            if (accepts() && isReady()) {
                return;
            }
            sleep();
        }
        throw new StartFailure(
                "the database did not become ready within 120 s; see " + folder.resolve("postgres.log") + ".");
    }

    private boolean accepts() {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The last line of postmaster.pid says {@code ready} once recovery is over. */
    private boolean isReady() {
        try {
            var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return lines.size() >= 8 && lines.get(7).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void sleep() {
        sleep(15);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StartFailure("the start was interrupted.");
        }
    }

    /**
     * PostgreSQL refuses to run as root. A user namespace makes it somebody else without giving up the folder's owner;
     * where those are off, it runs as the user {@code nobody}, to whom its folder then belongs.
     */
    private List<String> unprivileged() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        if (succeeds(List.of("unshare", "-U", "true"))) {
            return List.of("unshare", "-U");
        }
        if (!succeeds(List.of(
                "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "test", "-x", folder.toString()))) {
            throw new StartFailure("the database does not run as root here. Start Kontor as an ordinary user.");
        }
        run(List.of("chown", "-R", "65534:65534", folder.toString()), "the data folder could not be handed over");
        return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    private String binary(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private String password() {
        try {
            return Files.readString(folder.resolve("postgres.password")).strip();
        } catch (IOException unreadable) {
            throw notWritable(unreadable);
        }
    }

    @Override
    public void close() {
        closing = true;
        stop();
    }

    private synchronized void stop() {
        try {
            var process = server;
            if (process != null && process.isAlive()) {
                readPid().ifPresent(pid -> signal("INT", pid));
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    log.warn("The database is still writing its last checkpoint");
                }
            }
            // The end comes here twice; closing a closed file does nothing.
            lockFile.close();
        } catch (IOException unreleased) {
            log.warn("The data folder's lock was not released", unreleased);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(String name, long pid) {
        succeeds(List.of("kill", "-" + name, String.valueOf(pid)));
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(List<String> command, String failure) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new StartFailure(failure + ": " + output.strip());
            }
        } catch (IOException missing) {
            throw new StartFailure(failure + ": " + missing.getMessage(), missing);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StartFailure("the start was interrupted.");
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static void deleteAll(Path folder) {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                paths.sorted(java.util.Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }
}
