package io.kontor.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kontor.platform.module.Selection;
import io.kontor.platform.start.KontorSettings;
import io.kontor.platform.start.StartFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database, brought up to this version's schemas before anybody else sees it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** The PostgreSQL of the data folder, or nothing when another database was named. */
    record OwnDatabase(Optional<EmbeddedPostgres> postgres) implements AutoCloseable {
        @Override
        public void close() {
            postgres.ifPresent(EmbeddedPostgres::close);
        }
    }

    @Bean
    OwnDatabase ownDatabase(KontorSettings settings, DatabaseSettings database) {
        return new OwnDatabase(
                database.url() == null ? Optional.of(EmbeddedPostgres.of(settings.data())) : Optional.empty());
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(
            DatabaseSettings settings, OwnDatabase own, Selection selection, Clock clock, Environment environment) {
        var config = new HikariConfig();
        config.setPoolName("kontor");
        config.setJdbcUrl(
                own.postgres().map(postgres -> postgres.url("postgres")).orElseGet(() -> jdbcUrl(settings.url())));
        config.setMaximumPoolSize(settings.connectionsMax());
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(5_000);
        config.addDataSourceProperty("ApplicationName", "kontor");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000");
        var source = connect(config);
        try {
            ClockDifference.refuseTooLarge(source, clock);
            var migrations = new Migrations(source, selection);
            if (migrations.areTheFirst()) {
                selection.refuseFirstStart(environment);
            }
            migrations.run();
            return source;
        } catch (RuntimeException failed) {
            source.close();
            throw failed;
        }
    }

    private static HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException refused) {
            throw new StartFailure(
                    "the database cannot be reached: " + rootMessage(refused) + ". Check --db.", refused);
        }
    }

    private static String rootMessage(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var reason = cause instanceof UnknownHostException host
                ? "there is no machine " + host.getMessage()
                : String.valueOf(cause.getMessage());
        return reason.replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }

    static String jdbcUrl(@org.jspecify.annotations.Nullable String url) {
        if (url == null || url.startsWith("jdbc:")) {
            return String.valueOf(url);
        }
        try {
            var uri = URI.create(url);
            if (!String.valueOf(uri.getScheme()).startsWith("postgres")
                    || uri.getHost() == null
                    || uri.getPath().length() < 2) {
                throw new IllegalArgumentException(url);
            }
            var user = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
            return "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath()
                    + "?user=" + encode(user[0]) + (user.length > 1 ? "&password=" + encode(user[1]) : "")
                    + (uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            throw new StartFailure(
                    "the database address cannot be read. Write it as postgresql://user:password@host:5432/database.");
        }
    }

    private static String encode(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }
}
