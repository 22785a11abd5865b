package io.kontor.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url a PostgreSQL 15 or later, as {@code postgresql://user:password@host:port/database} or a JDBC address;
 *     without it Kontor runs its own in the data folder
 * @param connectionsMax how many connections this process holds at most
 */
@ConfigurationProperties("kontor.db")
public record DatabaseSettings(
        @Nullable String url, @DefaultValue("16") int connectionsMax) {
    @Override
    public String toString() {
        return "DatabaseSettings[url=***, connectionsMax=" + connectionsMax + "]";
    }
}
