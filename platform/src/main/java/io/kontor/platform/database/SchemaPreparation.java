package io.kontor.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import java.util.List;
import java.util.Map;

/** Brings a database to the schemas of some modules without starting them: for template databases of tests. */
public final class SchemaPreparation {
    private SchemaPreparation() {}

    public static void prepare(String url, List<KontorModule> modules) {
        try (var source = new HikariDataSource()) {
            source.setJdbcUrl(url);
            source.setMaximumPoolSize(2);
            new Migrations(source, new Selection(modules, Map.of())).run();
        }
    }
}
