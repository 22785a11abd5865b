package io.kontor.fulfilment.pickup;

import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.pickup.PointEndpoint.Point;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PointStore {
    private final JdbcClient db;
    private final JsonMapper json;

    PointStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Versioned(Point point, long version) {}

    List<Point> all() {
        return db.sql("SELECT * FROM fulfilment.pick_up_point ORDER BY position, code")
                .query((row, _) -> read(row).point())
                .list();
    }

    Versioned require(String code) {
        return db.sql("SELECT * FROM fulfilment.pick_up_point WHERE code = :code")
                .param("code", code)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> FulfilmentProblem.UNKNOWN_POINT.refusal("There is no pick-up point " + code + "."));
    }

    /** @return false when there is one of that code already, or there are {@code max} */
    boolean insert(Point point, int max) {
        return written("""
                        INSERT INTO fulfilment.pick_up_point (code, name, address, hours, phone, position, active)
                        SELECT :code, :name::jsonb, :address::jsonb, :hours::jsonb, :phone, :position, :active
                         WHERE (SELECT count(*) FROM fulfilment.pick_up_point) < :max
                        ON CONFLICT DO NOTHING
                        """, point).param("max", max).update() == 1;
    }

    /** @return false when somebody changed it in the meantime */
    boolean update(Point point, long version) {
        return written("""
                        UPDATE fulfilment.pick_up_point
                           SET name = :name::jsonb, address = :address::jsonb, hours = :hours::jsonb, phone = :phone,
                               position = :position, active = :active, version = version + 1
                         WHERE code = :code AND version = :version
                        """, point).param("version", version).update() == 1;
    }

    private JdbcClient.StatementSpec written(String sql, Point point) {
        return db.sql(sql)
                .param("code", point.code())
                .param("name", json.writeValueAsString(point.name()))
                .param("address", json.writeValueAsString(point.address()))
                .param("hours", json.writeValueAsString(point.hours()))
                .param("phone", point.phone())
                .param("position", point.position())
                .param("active", point.active());
    }

    private Versioned read(ResultSet row) throws SQLException {
        return new Versioned(
                new Point(
                        row.getString("code"),
                        json.readValue(row.getString("name"), Text.class),
                        json.readValue(row.getString("address"), Text.class),
                        json.readValue(row.getString("hours"), Text.class),
                        row.getString("phone"),
                        row.getInt("position"),
                        row.getBoolean("active")),
                row.getLong("version"));
    }
}
