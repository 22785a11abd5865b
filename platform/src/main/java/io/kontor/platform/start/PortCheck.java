package io.kontor.platform.start;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import org.springframework.core.env.Environment;

/** Looks whether the port is free before anything is made: Tomcat would find out only after the database is up. */
final class PortCheck {
    private static final int PORT_MAX = 65535;

    private PortCheck() {}

    static void refuseUnusable(Environment environment) {
        var port = environment.getProperty("kontor.port", Integer.class, 8080);
        if (port == 0 || "none".equals(environment.getProperty("spring.main.web-application-type"))) {
            return;
        }
        if (port < 0 || port > PORT_MAX) {
            throw new StartFailure("there is no port " + port + ". Choose one from 1 to " + PORT_MAX + " with --port.");
        }
        var address = new InetSocketAddress(environment.getProperty("kontor.address", "127.0.0.1"), port);
        try (var socket = new ServerSocket()) {
            refuseForeign(address);
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException refused) {
            throw String.valueOf(refused.getMessage()).contains("Permission denied")
                    ? new StartFailure(
                            "this user may not listen on port " + port + ". Choose one above 1023 with --port.",
                            refused)
                    : new StartFailure(
                            "port " + port + " is taken. Stop what uses it, or choose another with --port.", refused);
        }
    }

    private static void refuseForeign(InetSocketAddress address) throws IOException {
        var ip = address.getAddress();
        if (ip == null || (!ip.isAnyLocalAddress() && NetworkInterface.getByInetAddress(ip) == null)) {
            throw new StartFailure("this machine has no address " + address.getHostString()
                    + ". Choose one of its own with --address, or 0.0.0.0 for all of them.");
        }
    }
}
