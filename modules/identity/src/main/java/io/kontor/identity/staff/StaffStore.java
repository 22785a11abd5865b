package io.kontor.identity.staff;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts of staff with their roles. */
@Component
class StaffStore {
    private static final String SELECT = """
            SELECT account_id, name, login, disabled_at IS NULL AS active, signed_in_at, must_change_password, version,
                   ARRAY(SELECT r.role_id FROM identity.staff_role m JOIN identity.role r USING (role_id)
                          WHERE m.account_id = a.account_id ORDER BY r.role_id) AS role_ids,
                   ARRAY(SELECT r.name FROM identity.staff_role m JOIN identity.role r USING (role_id)
                          WHERE m.account_id = a.account_id ORDER BY r.role_id) AS role_names
              FROM identity.account a
             WHERE kind = 'STAFF'
            """;

    private final JdbcClient db;

    StaffStore(JdbcClient db) {
        this.db = db;
    }

    record RoleName(UUID id, String name) {}

    /** @param mustChangePassword has a one-time password and has not changed it yet */
    record StaffMember(
            UUID id,
            String name,
            String login,
            List<RoleName> roles,
            boolean active,
            @Nullable Instant lastSignInAt,
            boolean mustChangePassword,
            long version) {
        List<UUID> roleIds() {
            return roles.stream().map(RoleName::id).toList();
        }
    }

    Page<StaffMember> page(int limit, @Nullable String cursor) {
        var place = Cursor.read(cursor, 1);
        var rows = db.sql(SELECT
                        + " AND (CAST(:after AS uuid) IS NULL OR account_id > :after) ORDER BY account_id LIMIT :limit")
                .param("after", place == null ? null : Cursor.key(place.getFirst(), UUID::fromString))
                .param("limit", limit + 1)
                .query(StaffStore::member)
                .list();
        return Cursor.page(rows, limit, member -> Cursor.of(member.id()));
    }

    /** @throws io.kontor.kernel.Refusal NOT_FOUND (404) also for shoppers */
    StaffMember require(UUID accountId) {
        return db.sql(SELECT + " AND account_id = :accountId")
                .param("accountId", accountId)
                .query(StaffStore::member)
                .optional()
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such member of staff."));
    }

    void update(UUID accountId, String name, boolean active, Instant now) {
        db.sql("""
                        UPDATE identity.account
                           SET name = :name, disabled_at = CASE WHEN :active THEN NULL ELSE coalesce(disabled_at, :now) END,
                               version = version + 1
                         WHERE account_id = :accountId
                        """)
                .param("accountId", accountId)
                .param("name", name)
                .param("active", active)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static StaffMember member(ResultSet row, int number) throws SQLException {
        var ids = (UUID[]) row.getArray("role_ids").getArray();
        var names = (String[]) row.getArray("role_names").getArray();
        var signedInAt = row.getTimestamp("signed_in_at");
        return new StaffMember(
                row.getObject("account_id", UUID.class),
                row.getString("name"),
                row.getString("login"),
                IntStream.range(0, ids.length)
                        .mapToObj(at -> new RoleName(ids[at], names[at]))
                        .toList(),
                row.getBoolean("active"),
                signedInAt == null ? null : signedInAt.toInstant(),
                row.getBoolean("must_change_password"),
                row.getLong("version"));
    }
}
