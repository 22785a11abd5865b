package io.kontor.platform.web;

import io.kontor.platform.start.StartFailure;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies whose word is taken for whom they forward ({@code X-Forwarded-For}, {@code -Proto}, {@code -Host}).
 * From everybody else those headers mean nothing: whoever sends them could claim to be anybody.
 */
public final class TrustedProxies {
    private static final int HOPS_MAX = 20;

    private final List<NetMask> networks;

    private TrustedProxies(List<NetMask> networks) {
        this.networks = networks;
    }

    /**
     * @param networks addresses such as {@code 127.0.0.1} or networks such as {@code 10.0.0.0/8}
     * @throws StartFailure when one is neither
     */
    public static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(
                networks.stream().map(String::strip).map(TrustedProxies::read).toList());
    }

    private static NetMask read(String network) {
        try {
            return new NetMask(network);
        } catch (IllegalArgumentException neither) {
            throw new StartFailure(
                    "the setting kontor.trusted-proxies holds \"" + network
                            + "\", which is no address. Write it as 127.0.0.1 or 10.0.0.0/8.",
                    neither);
        }
    }

    public boolean none() {
        return networks.isEmpty();
    }

    /** @param address of whoever opened the connection */
    public boolean trusts(String address) {
        var ip = literal(address);
        return ip != null && networks.stream().anyMatch(network -> network.matches(ip));
    }

    /**
     * Who sent a request: the last address that no trusted proxy has, as each proxy appends whom it heard.
     *
     * @param peer whoever opened the connection
     * @param forwardedFor each line of the header
     */
    public String clientOf(String peer, Enumeration<String> forwardedFor) {
        if (networks.isEmpty() || !trusts(peer)) {
            return peer;
        }
        var hops = new ArrayList<String>();
        while (forwardedFor.hasMoreElements()) {
            hops.addAll(List.of(forwardedFor.nextElement().split(",", -1)));
        }
        var client = peer;
        for (var hop : hops.reversed().subList(0, Math.min(hops.size(), HOPS_MAX))) {
            var ip = literal(hop.strip());
            if (ip == null) {
                return client;
            }
            client = ip.getHostAddress();
            if (!trusts(client)) {
                return client;
            }
        }
        return client;
    }

    /** Some proxies add the port. */
    private static @Nullable InetAddress literal(String address) {
        var end = address.startsWith("[") ? address.indexOf(']') : address.indexOf(':');
        var bare = address.startsWith("[") && end > 0
                ? address.substring(1, end)
                : end > 0 && end == address.lastIndexOf(':') ? address.substring(0, end) : address;
        try {
            return InetAddress.ofLiteral(bare);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
