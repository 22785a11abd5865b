package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class DeliveryMethodStore {
    private final JdbcClient db;
    private final JsonMapper json;

    DeliveryMethodStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Versioned(DeliveryMethod method, long version) {}

    /** All of them, cheapest first. */
    List<DeliveryMethod> all() {
        return db.sql("SELECT * FROM fulfilment.delivery_method ORDER BY price_minor, code")
                .query((row, _) -> read(row).method())
                .list();
    }

    Versioned require(String code) {
        return db.sql("SELECT * FROM fulfilment.delivery_method WHERE code = :code")
                .param("code", code)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> FulfilmentProblem.UNKNOWN_DELIVERY_METHOD.refusal(
                        "The shop has no delivery method " + code + "."));
    }

    /** @return false when somebody changed it in the meantime */
    boolean update(DeliveryMethod method, long version) {
        return db.sql("""
                        UPDATE fulfilment.delivery_method
                           SET name = :name::jsonb, description = :description::jsonb, price_minor = :price,
                               per_kg_minor = :perKilogram, free_from_minor = :freeFrom, currency = :currency,
                               days_min = :daysMin, days_max = :daysMax, active = :active, version = version + 1
                         WHERE code = :code AND version = :version
                        """)
                        .param("name", json.writeValueAsString(method.name()))
                        .param("description", json.writeValueAsString(method.description()))
                        .param("price", method.price().minor())
                        .param("perKilogram", method.perKilogram().minor())
                        .param(
                                "freeFrom",
                                method.freeFrom() == null
                                        ? null
                                        : method.freeFrom().minor())
                        .param("currency", method.price().currency().getCurrencyCode())
                        .param("daysMin", method.daysMin())
                        .param("daysMax", method.daysMax())
                        .param("active", method.active())
                        .param("code", method.code())
                        .param("version", version)
                        .update()
                == 1;
    }

    private Versioned read(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        var freeFrom = row.getObject("free_from_minor", Long.class);
        return new Versioned(
                new DeliveryMethod(
                        row.getString("code"),
                        json.readValue(row.getString("name"), Text.class),
                        json.readValue(row.getString("description"), Text.class),
                        Money.of(row.getLong("price_minor"), currency),
                        Money.of(row.getLong("per_kg_minor"), currency),
                        freeFrom == null ? null : Money.of(freeFrom, currency),
                        row.getInt("days_min"),
                        row.getInt("days_max"),
                        row.getBoolean("active")),
                row.getLong("version"));
    }
}
