package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.Fulfilment.Kind;
import io.kontor.fulfilment.Fulfilment.PickUpPoint;
import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.delivery.DeliveryMethod.Zone;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class DeliveryMethodStore {
    private static final String ORDER = " ORDER BY position, code";

    private final JdbcClient db;
    private final JsonMapper json;
    /** Every quote reads every method, but a version of one is the same for ever: it is taken apart once. */
    private final Map<String, Versioned> known = new ConcurrentHashMap<>();

    private volatile Points points = new Points("[]", List.of());

    DeliveryMethodStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Versioned(DeliveryMethod method, long version) {}

    /** A method with the places where its goods can be picked up; none for a delivery. */
    record Offer(DeliveryMethod method, List<PickUpPoint> points) {}

    private record Points(String written, List<PickUpPoint> points) {}

    /** All of them, in the order in which the shop shows them. */
    List<DeliveryMethod> all() {
        return db.sql("SELECT * FROM fulfilment.delivery_method" + ORDER)
                .query((row, _) -> read(row).method())
                .list();
    }

    /** Those that are on offer, in one statement with the places for those that need one. */
    List<Offer> offered() {
        return db.sql("""
                        SELECT m.*, CASE WHEN kind = 'PICK_UP' THEN (
                                   SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'name', p.name, 'address', p.address,
                                                             'hours', p.hours, 'phone', p.phone) ORDER BY p.position, p.code), '[]')
                                     FROM fulfilment.pick_up_point p WHERE p.active) END AS points
                          FROM fulfilment.delivery_method m WHERE active""" + ORDER)
                .query((row, _) -> new Offer(read(row).method(), points(row.getString("points"))))
                .list();
    }

    private List<PickUpPoint> points(@Nullable String written) {
        if (written == null) {
            return List.of();
        }
        var last = points;
        if (!last.written().equals(written)) {
            last = new Points(written, json.readValue(written, new TypeReference<List<PickUpPoint>>() {}));
            points = last;
        }
        return last.points();
    }

    Versioned require(String code) {
        return db.sql("SELECT * FROM fulfilment.delivery_method WHERE code = :code")
                .param("code", code)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> FulfilmentProblem.UNKNOWN_DELIVERY_METHOD.refusal(
                        "The shop has no delivery method " + code + "."));
    }

    /** @return false when there is one of that code already, or there are {@code max} methods */
    boolean insert(DeliveryMethod method, int max) {
        return written("""
                        INSERT INTO fulfilment.delivery_method
                               (code, kind, name, description, currency, zones, days_min, days_max, position, active)
                        SELECT :code, :kind, :name::jsonb, :description::jsonb, :currency, :zones::jsonb, :daysMin, :daysMax, :position, :active
                         WHERE (SELECT count(*) FROM fulfilment.delivery_method) < :max
                        ON CONFLICT DO NOTHING
                        """, method)
                        .param("kind", method.kind().name())
                        .param("currency", method.currency())
                        .param("max", max)
                        .update()
                == 1;
    }

    /** Kind and currency stay. @return false when somebody changed it in the meantime */
    boolean update(DeliveryMethod method, long version) {
        return written("""
                        UPDATE fulfilment.delivery_method
                           SET name = :name::jsonb, description = :description::jsonb, zones = :zones::jsonb, days_min = :daysMin,
                               days_max = :daysMax, position = :position, active = :active, version = version + 1
                         WHERE code = :code AND version = :version
                        """, method).param("version", version).update() == 1;
    }

    private JdbcClient.StatementSpec written(String sql, DeliveryMethod method) {
        return db.sql(sql)
                .param("code", method.code())
                .param("name", json.writeValueAsString(method.name()))
                .param("description", json.writeValueAsString(method.description()))
                .param("zones", json.writeValueAsString(method.zones()))
                .param("daysMin", method.daysMin())
                .param("daysMax", method.daysMax())
                .param("position", method.position())
                .param("active", method.active());
    }

    private Versioned read(ResultSet row) throws SQLException {
        var code = row.getString("code");
        var version = row.getLong("version");
        var last = known.get(code);
        if (last == null || last.version() != version) {
            last = new Versioned(parsed(row), version);
            known.put(code, last);
        }
        return last;
    }

    private DeliveryMethod parsed(ResultSet row) throws SQLException {
        return new DeliveryMethod(
                row.getString("code"),
                Kind.valueOf(row.getString("kind")),
                json.readValue(row.getString("name"), Text.class),
                json.readValue(row.getString("description"), Text.class),
                row.getString("currency"),
                json.readValue(row.getString("zones"), new TypeReference<List<Zone>>() {}),
                row.getInt("days_min"),
                row.getInt("days_max"),
                row.getInt("position"),
                row.getBoolean("active"));
    }
}
