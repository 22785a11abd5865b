package io.kontor.platform.start;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a person says when starting Kontor.
 *
 * @param port where it listens
 * @param address the interface it listens on; loopback unless told
 * @param data the folder that holds everything Kontor keeps: database, pictures, search index
 * @param modules {@code all}, or the modules of this process separated by commas
 * @param remote base address of each needed module that runs in another process
 * @param internalToken the word by which the processes of one shop know each other; without it none is let in
 * @param demo loads the demo shop when the data is empty
 * @param dev for working on Kontor: no page cache, a shopper is already known
 * @param adminPassword the first administrator's password; without it a one-time password is made and shown
 * @param trustedProxies addresses or networks of the reverse proxies in front, such as {@code 127.0.0.1,10.0.0.0/8}; only
 *     from those are {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} believed
 * @param zone the shop's time zone, in which its pages and the back office show times and its days begin
 * @param publicUrl how the world reaches the shop, for links in pages and feeds; without it the request's own host
 */
@ConfigurationProperties("kontor")
public record KontorSettings(
        @DefaultValue("8080") int port,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("data") Path data,
        @DefaultValue("all") String modules,
        @DefaultValue Map<String, URI> remote,
        @Nullable String internalToken,
        @DefaultValue("true") boolean demo,
        @DefaultValue("false") boolean dev,
        @Nullable String adminPassword,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @Nullable URI publicUrl) {

    @Override
    public String toString() {
        return "KontorSettings[port=" + port + ", address=" + address + ", data=" + data + ", modules=" + modules
                + ", internalToken=***, adminPassword=***]";
    }
}
