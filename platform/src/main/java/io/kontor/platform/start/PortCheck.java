package io.kontor.platform.start;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.springframework.core.env.Environment;

/** Looks whether the port is free before anything is made: Tomcat would find out only after the database is up. */
final class PortCheck {
    private PortCheck() {}

    static void refuseTaken(Environment environment) {
        var port = environment.getProperty("kontor.port", Integer.class, 8080);
        if (port == 0 || "none".equals(environment.getProperty("spring.main.web-application-type"))) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(environment.getProperty("kontor.address", "127.0.0.1"), port));
        } catch (IOException taken) {
            throw new StartFailure(
                    "port " + port + " is taken. Stop what uses it, or choose another with --port.", taken);
        }
    }
}
