package io.kontor.inventory.location;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LocationStore {
    private final JdbcClient db;

    LocationStore(JdbcClient db) {
        this.db = db;
    }

    /** In the order in which they are taken from. */
    List<Location> list() {
        return db.sql("""
                        SELECT code, name_zh, name_en, country, region, address, priority, enabled
                          FROM inventory.location ORDER BY priority, code
                        """).query(Location.class).list();
    }

    void save(Location location) {
        db.sql("""
                        INSERT INTO inventory.location (code, name_zh, name_en, country, region, address, priority, enabled)
                        VALUES (:code, :nameZh, :nameEn, :country, :region, :address, :priority, :enabled)
                        ON CONFLICT (code) DO UPDATE
                           SET name_zh = excluded.name_zh, name_en = excluded.name_en, country = excluded.country,
                               region = excluded.region, address = excluded.address, priority = excluded.priority,
                               enabled = excluded.enabled
                        """).paramSource(location).update();
    }

    /** SKUs that have something at a place. */
    List<String> skusAt(String code) {
        return db.sql("SELECT sku FROM inventory.stock WHERE location = :code AND on_hand > 0 ORDER BY sku")
                .param("code", code)
                .query(String.class)
                .list();
    }
}
