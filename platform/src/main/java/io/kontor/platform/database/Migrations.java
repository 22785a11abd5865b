package io.kontor.platform.database;

import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import io.kontor.platform.start.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings each selected module's schema up to date: the platform's own tables first ({@code db/platform}), then for
 * each module the tables every module has ({@code db/module}) and its own ({@code db/migration/<module>}).
 *
 * <p>Flyway does the work and keeps a history per schema. Asking it costs a tenth of a second per schema, so a
 * fingerprint of the migrations is kept, and a start that finds its own fingerprint asks nothing more.
 */
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private final DataSource source;
    private final List<String> schemas = new ArrayList<>();

    Migrations(DataSource source, Selection selection) {
        this.source = source;
        schemas.add("platform");
        selection.local().stream().map(KontorModule::name).forEach(schemas::add);
    }

    void run() {
        var applied = appliedFingerprints();
        for (var schema : schemas) {
            var fingerprint = fingerprint(schema);
            if (!fingerprint.equals(applied.get(schema))) {
                migrate(schema);
                remember(schema, fingerprint);
            }
        }
    }

    /** Whether no Kontor has used this database yet. */
    boolean areTheFirst() {
        return appliedFingerprints().isEmpty();
    }

    private Map<String, String> appliedFingerprints() {
        try {
            var found = new HashMap<String, String>();
            JdbcClient.create(source)
                    .sql("SELECT schema_name, fingerprint FROM platform.schema_fingerprint")
                    .query(row -> {
                        found.put(row.getString(1), row.getString(2));
                    });
            return found;
        } catch (DataAccessException noTableYet) {
            return Map.of();
        }
    }

    private void migrate(String schema) {
        var flyway = Flyway.configure()
                .dataSource(source)
                .schemas(schema)
                .table("schema_history")
                .locations(locations(schema).toArray(String[]::new))
                .failOnMissingLocations(false)
                .outOfOrder(false)
                .validateMigrationNaming(true)
                .placeholderReplacement(false)
                .load();
        refuseNewerDatabase(schema, flyway);
        try {
            var result = flyway.migrate();
            if (result.migrationsExecuted > 0) {
                log.info("Schema {}: {} migrations", schema, result.migrationsExecuted);
            }
        } catch (FlywayException failed) {
            throw new StartFailure(
                    "the schema " + schema + " could not be brought up to date: "
                            + String.valueOf(failed.getMessage())
                                    .replaceAll("\\s+", " ")
                                    .strip(),
                    failed);
        }
    }

    private static void refuseNewerDatabase(String schema, Flyway flyway) {
        for (var migration : flyway.info().all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new StartFailure("the database belongs to a newer Kontor (schema " + schema + " is at version "
                        + migration.getVersion() + "). Start that version, or restore an older backup.");
            }
        }
    }

    private void remember(String schema, String fingerprint) {
        JdbcClient.create(source)
                .sql("""
                        INSERT INTO platform.schema_fingerprint (schema_name, fingerprint) VALUES (:schema, :fingerprint)
                        ON CONFLICT (schema_name) DO UPDATE SET fingerprint = excluded.fingerprint
                        """)
                .param("schema", schema)
                .param("fingerprint", fingerprint)
                .update();
    }

    private static List<String> locations(String schema) {
        return schema.equals("platform")
                ? List.of("classpath:db/platform")
                : List.of("classpath:db/module", "classpath:db/migration/" + schema);
    }

    private static String fingerprint(String schema) {
        var resolver = new PathMatchingResourcePatternResolver();
        var files = new TreeMap<String, Long>();
        try {
            for (var location : locations(schema)) {
                for (var file : resolver.getResources(location.replace("classpath:", "classpath*:") + "/*.sql")) {
                    var sum = new CRC32();
                    sum.update(file.getContentAsByteArray());
                    files.put(String.valueOf(file.getFilename()), sum.getValue());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files.toString();
    }
}
