package io.kontor.testkit;

import io.kontor.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL per test process, not durable; each context gets a database of its own, cloned from a template. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path FOLDER = serverFolder();
    private static final EmbeddedPostgres SERVER = startServer();

    private TestDatabase() {}

    /** A JDBC address of a new, empty database. */
    public static String create() {
        var name = "test_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return SERVER.url(name);
    }

    /** A JDBC address of a new database with everything that the other has. Nobody may be connected to the other. */
    public static String cloneOf(String url) {
        var name = "test_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + nameOf(url));
        return SERVER.url(name);
    }

    public static Connection connect(String url) {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static String nameOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    }

    private static void execute(String statement) {
        try (var connection = connect(SERVER.url("postgres"));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** A new folder that goes with this process. */
    static Path folder(String prefix) throws IOException {
        var folder = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    /** What the server has written to its log since it was started, for what must never be there. */
    public static String log() {
        try {
            return Files.readString(FOLDER.resolve("postgres.log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path serverFolder() {
        try {
            return Files.createTempDirectory("kontor-test-");
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static EmbeddedPostgres startServer() {
        var server = EmbeddedPostgres.start(FOLDER, false);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            delete(FOLDER);
        }));
        return server;
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
