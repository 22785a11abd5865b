package io.kontor.platform.access;

import io.kontor.kernel.Caller;
import io.kontor.platform.secret.Secrets;
import io.kontor.platform.start.KontorSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets the command line speak to the running shop: the address and a token stand in the data folder, in a file that only
 * the user may read whose Kontor it is. Who can read it can read the database's password beside it as well, so it opens
 * nothing that was closed. It is a new one at each start, and holds only for requests from this machine.
 */
@Component
public class Operator {
    private static final Logger log = LoggerFactory.getLogger(Operator.class);
    private static final Caller CALLER = new Caller(Caller.Kind.STAFF, null, "operator", Set.of("*"));

    private final Path file;
    private final String token;

    Operator(KontorSettings settings, Secrets secrets) {
        this.file = fileIn(settings.data());
        this.token = secrets.token();
    }

    /** Where a shop with that data folder says how to reach it. */
    public static Path fileIn(Path data) {
        return data.toAbsolutePath().normalize().resolve("operator");
    }

    /** How to reach a running shop. @param token as bearer */
    public record Door(String url, String token) {
        /** Empty when there is none, or it cannot be read. */
        public static Optional<Door> of(Path data) {
            try {
                var lines = Files.readAllLines(fileIn(data));
                return lines.size() == 2 ? Optional.of(new Door(lines.get(0), lines.get(1))) : Optional.empty();
            } catch (IOException none) {
                return Optional.empty();
            }
        }
    }

    @EventListener
    void writeDown(WebServerInitializedEvent started) {
        try {
            Files.createDirectories(file.getParent());
            var fresh = Files.createTempFile(
                    file.getParent(),
                    "operator-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    fresh, "http://127.0.0.1:" + started.getWebServer().getPort() + "\n" + token + "\n");
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            log.warn("The command line will have to sign in: {} cannot be written", file);
        }
    }

    Optional<Caller> callerOf(String offered, HttpServletRequest request) {
        return Secrets.equal(token, offered) && isFromHere(request) ? Optional.of(CALLER) : Optional.empty();
    }

    private static boolean isFromHere(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException odd) {
            return false;
        }
    }
}
