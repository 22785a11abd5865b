package io.kontor.platform.database;

import io.kontor.platform.start.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.HashSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks the PostgreSQL that comes with Kontor, once per machine and version. */
final class PostgresBinaries {
    private static final String XZ = "org.tukaani.xz.XZInputStream";
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    static Path unpack() {
        try {
            return unpackOnce();
        } catch (IOException refused) {
            throw new StartFailure(
                    "the database's programs could not be unpacked into " + cacheFolder()
                            + ". Make room there and make it writable for this user.",
                    refused);
        }
    }

    private static Path unpackOnce() throws IOException {
        var archive = PostgresBinaries.class.getClassLoader().getResource(ARCHIVE);
        if (archive == null) {
            throw new StartFailure(
                    "no PostgreSQL for this kind of machine comes with Kontor. Name one of your own with --db.");
        }
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        var home = cacheFolder().resolve("postgres-" + connection.getContentLengthLong());
        if (Files.exists(home.resolve("bin/postgres"))) {
            return home;
        }
        Files.createDirectories(home.getParent());
        var fresh = Files.createTempDirectory(home.getParent(), "postgres-unpacking-");
        try (var xz = xzClasses();
                var in = new TarArchiveInputStream(decompress(xz, connection.getInputStream()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                unpack(in, entry, fresh);
            }
        }
        fresh.toFile().setReadable(true, false);
        fresh.toFile().setExecutable(true, false);
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException another) {
            // Which exception says that another process was faster depends on the file system.
            if (!Files.exists(home.resolve("bin/postgres"))) {
                throw another;
            }
            try (var paths = Files.walk(fresh)) {
                paths.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
        return home;
    }

    /**
     * The XZ library's jar is sealed, and the JVM refuses a sealed package of which its ahead-of-time cache brought a part.
     * A class loader of its own has nothing to do with that cache.
     */
    private static URLClassLoader xzClasses() throws IOException {
        var entry =
                String.valueOf(PostgresBinaries.class.getClassLoader().getResource(XZ.replace('.', '/') + ".class"));
        var jar = entry.substring(0, entry.lastIndexOf("!/") + 2);
        return new URLClassLoader(new URL[] {URI.create(jar).toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static InputStream decompress(ClassLoader xz, InputStream compressed) throws IOException {
        try {
            return (InputStream)
                    xz.loadClass(XZ).getConstructor(InputStream.class).newInstance(compressed);
        } catch (ReflectiveOperationException missing) {
            throw new IOException("The XZ library cannot be used", missing);
        }
    }

    private static void unpack(TarArchiveInputStream in, TarArchiveEntry entry, Path folder) throws IOException {
        var path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("The archive points outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(in, path);
            if ((entry.getMode() & 0100) != 0) {
                var permissions = new HashSet<>(Files.getPosixFilePermissions(path));
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }

    private static Path cacheFolder() {
        var user = System.getProperty("user.name");
        return Path.of(System.getProperty("java.io.tmpdir"), "kontor-" + user);
    }
}
