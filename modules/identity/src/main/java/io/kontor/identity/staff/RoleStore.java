package io.kontor.identity.staff;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of roles and who has them. */
@Component
class RoleStore {
    /** The role that allows everything; the same id in every shop. */
    static final UUID ADMINISTRATOR = Ids.named("role", "administrator");

    private static final String SELECT = """
            SELECT role_id, name, permissions, built_in, version,
                   (SELECT count(*) FROM identity.staff_role m WHERE m.role_id = r.role_id) AS members
              FROM identity.role r
            """;

    private final JdbcClient db;

    RoleStore(JdbcClient db) {
        this.db = db;
    }

    /** @param builtIn it cannot be changed */
    record Role(UUID id, String name, List<String> permissions, boolean builtIn, int members, long version) {}

    List<Role> all() {
        return db.sql(SELECT + " ORDER BY built_in DESC, lower(name)")
                .query(RoleStore::role)
                .list();
    }

    /** @throws io.kontor.kernel.Refusal NOT_FOUND (404) */
    Role require(UUID roleId) {
        return db.sql(SELECT + " WHERE role_id = :roleId")
                .param("roleId", roleId)
                .query(RoleStore::role)
                .optional()
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such role."));
    }

    List<Role> find(Collection<UUID> roleIds) {
        return db.sql(SELECT + " WHERE role_id = ANY(:roleIds)")
                .param("roleIds", roleIds.toArray(UUID[]::new))
                .query(RoleStore::role)
                .list();
    }

    /** Lets one change at a time look at who holds which role and act on it. */
    void lock() {
        db.sql("SELECT role_id FROM identity.role ORDER BY role_id FOR UPDATE")
                .query()
                .listOfRows();
    }

    /** @return false when the name is taken */
    boolean insert(UUID roleId, String name, Collection<String> permissions, boolean builtIn) {
        return db.sql("""
                        INSERT INTO identity.role (role_id, name, permissions, built_in)
                        VALUES (:roleId, :name, :permissions::text[], :builtIn) ON CONFLICT DO NOTHING
                        """)
                        .param("roleId", roleId)
                        .param("name", name)
                        .param("permissions", permissions.toArray(String[]::new))
                        .param("builtIn", builtIn)
                        .update()
                == 1;
    }

    boolean isNameTaken(String name, UUID exceptRoleId) {
        return db.sql(
                        "SELECT EXISTS (SELECT FROM identity.role WHERE lower(name) = lower(:name) AND role_id <> :roleId)")
                .param("name", name)
                .param("roleId", exceptRoleId)
                .query(Boolean.class)
                .single();
    }

    void update(UUID roleId, String name, Collection<String> permissions) {
        db.sql("""
                        UPDATE identity.role SET name = :name, permissions = :permissions::text[], version = version + 1
                         WHERE role_id = :roleId
                        """)
                .param("roleId", roleId)
                .param("name", name)
                .param("permissions", permissions.toArray(String[]::new))
                .update();
    }

    List<UUID> members(UUID roleId) {
        return db.sql("SELECT account_id FROM identity.staff_role WHERE role_id = :roleId")
                .param("roleId", roleId)
                .query(UUID.class)
                .list();
    }

    /** Gives a member of staff these roles and no others. */
    void give(UUID accountId, Collection<UUID> roleIds) {
        db.sql("DELETE FROM identity.staff_role WHERE account_id = :accountId")
                .param("accountId", accountId)
                .update();
        db.sql("INSERT INTO identity.staff_role (account_id, role_id) SELECT :accountId, unnest(:roleIds::uuid[])")
                .param("accountId", accountId)
                .param("roleIds", roleIds.toArray(UUID[]::new))
                .update();
    }

    int activeAdministrators() {
        return db.sql("""
                        SELECT count(*) FROM identity.staff_role JOIN identity.account USING (account_id)
                         WHERE role_id = :administrator AND disabled_at IS NULL
                        """)
                .param("administrator", ADMINISTRATOR)
                .query(Integer.class)
                .single();
    }

    private static Role role(ResultSet row, int number) throws SQLException {
        return new Role(
                row.getObject("role_id", UUID.class), row.getString("name"),
                Arrays.asList((String[]) row.getArray("permissions").getArray()), row.getBoolean("built_in"),
                row.getInt("members"), row.getLong("version"));
    }
}
