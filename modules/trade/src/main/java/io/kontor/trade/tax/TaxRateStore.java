package io.kontor.trade.tax;

import io.kontor.trade.TradeProblem;
import io.kontor.trade.tax.TaxTable.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TaxRateStore {
    private final JdbcClient db;
    private final Clock clock;

    TaxRateStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    List<Row> all() {
        return db.sql("""
                        SELECT rate_id, tax_class, country, region, millionths, included, changed_at, changed_by
                          FROM trade.tax_rate ORDER BY country, region, tax_class
                        """).query((row, _) -> row(row)).list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("rate_id", UUID.class),
                row.getString("tax_class"),
                row.getString("country"),
                row.getString("region"),
                row.getInt("millionths"),
                row.getBoolean("included"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    /** Sets the rate of a class in a place. */
    void put(
            UUID rateId, String taxClass, String country, String region, int millionths, boolean included, String who) {
        db.sql("""
                        INSERT INTO trade.tax_rate (rate_id, tax_class, country, region, millionths, included, changed_at, changed_by)
                        VALUES (:rateId, :taxClass, :country, :region, :millionths, :included, :now, :who)
                        ON CONFLICT (tax_class, country, region) DO UPDATE
                           SET millionths = :millionths, included = :included, changed_at = :now, changed_by = :who
                        """)
                .param("rateId", rateId)
                .param("taxClass", taxClass)
                .param("country", country)
                .param("region", region)
                .param("millionths", millionths)
                .param("included", included)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("who", who)
                .update();
    }

    void remove(UUID rateId) {
        var removed = db.sql("DELETE FROM trade.tax_rate WHERE rate_id = :rateId")
                .param("rateId", rateId)
                .update();
        if (removed == 0) {
            throw TradeProblem.TAX_RATE_NOT_FOUND.refusal("Read the table again: somebody removed this rate.");
        }
    }
}
