package io.kontor.aftersales.request;

import io.kontor.aftersales.request.KeptReturn.Contact;
import io.kontor.aftersales.request.KeptReturn.Entry;
import io.kontor.aftersales.request.KeptReturn.Instead;
import io.kontor.aftersales.request.KeptReturn.Line;
import io.kontor.aftersales.request.KeptReturn.Paid;
import io.kontor.aftersales.request.KeptReturn.Tracking;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads requests, their lines and what happened to them from the rows that {@link ReturnStore} keeps. */
final class ReturnRows {
    private final JsonMapper json;

    ReturnRows(JsonMapper json) {
        this.json = json;
    }

    KeptReturn request(ResultSet row) throws SQLException {
        return new KeptReturn(
                row.getObject("request_id", UUID.class),
                row.getString("number"),
                row.getObject("order_id", UUID.class),
                row.getString("order_number"),
                row.getObject("paid_as", UUID.class),
                row.getObject("account_id", UUID.class),
                new Contact(row.getString("contact_name"), row.getString("email"), row.getString("phone")),
                Kind.valueOf(row.getString("kind")),
                Status.valueOf(row.getString("status")),
                instant(row, "status_at"),
                instantOrNull(row, "due_at"),
                row.getBoolean("escalated"),
                Reason.valueOf(row.getString("reason")),
                row.getBoolean("with_delivery"),
                Currency.getInstance(row.getString("currency")),
                instant(row, "requested_at"),
                tracking(row.getString("carrier"), row.getString("tracking_number")),
                tracking(row.getString("back_carrier"), row.getString("back_tracking")),
                paid(row),
                row.getObject("unsettled_at") != null,
                row.getString("trouble"),
                row.getInt("version"),
                List.of(),
                List.of());
    }

    private static @Nullable Tracking tracking(@Nullable String carrier, @Nullable String number) {
        return carrier == null || number == null ? null : new Tracking(carrier, number);
    }

    private static @Nullable Paid paid(ResultSet row) throws SQLException {
        var paymentId = row.getObject("payment_id", UUID.class);
        return paymentId == null
                ? null
                : new Paid(paymentId, Money.of(row.getLong("paid_minor"), row.getString("currency")));
    }

    Line line(ResultSet row, Currency currency) throws SQLException {
        return new Line(
                row.getObject("line_id", UUID.class),
                row.getString("sku"),
                row.getObject("product_id", UUID.class),
                row.getString("slug"),
                json.readValue(row.getString("name"), Text.class),
                json.readValue(row.getString("options"), Text.class),
                row.getString("image"),
                row.getInt("quantity"),
                row.getObject("good", Integer.class),
                row.getObject("damaged", Integer.class),
                new RefundShare(
                        new Money(row.getLong("amount_minor"), currency),
                        new Money(row.getLong("tax_minor"), currency),
                        new Money(row.getLong("delivery_minor"), currency),
                        new Money(row.getLong("delivery_tax_minor"), currency),
                        new Money(row.getLong("tendered_minor"), currency)),
                instead(row, currency));
    }

    private @Nullable Instead instead(ResultSet row, Currency currency) throws SQLException {
        var sku = row.getString("wanted_sku");
        return sku == null
                ? null
                : new Instead(
                        sku,
                        json.readValue(row.getString("wanted_options"), Text.class),
                        new Money(row.getLong("wanted_price_minor"), currency));
    }

    Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                instant(row, "at"),
                row.getString("code"),
                new Actor(
                        Actor.Kind.valueOf(row.getString("actor")),
                        row.getObject("account_id", UUID.class),
                        row.getString("name")),
                row.getString("note"),
                List.of((String[]) row.getArray("photos").getArray()));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
