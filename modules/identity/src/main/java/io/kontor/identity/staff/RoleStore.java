package io.kontor.identity.staff;

import io.kontor.kernel.Ids;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of roles and who has them. */
@Component
class RoleStore {
    /** The role that allows everything; the same id in every shop. */
    static final UUID ADMINISTRATOR = Ids.named("role", "administrator");

    private final JdbcClient db;

    RoleStore(JdbcClient db) {
        this.db = db;
    }

    void insertBuiltIn(UUID roleId, String name, List<String> permissions) {
        db.sql("""
                        INSERT INTO identity.role (role_id, name, permissions, built_in)
                        VALUES (:roleId, :name, :permissions::text[], true) ON CONFLICT DO NOTHING
                        """)
                .param("roleId", roleId)
                .param("name", name)
                .param("permissions", permissions.toArray(String[]::new))
                .update();
    }

    void give(UUID accountId, UUID roleId) {
        db.sql("INSERT INTO identity.staff_role (account_id, role_id) VALUES (:accountId, :roleId) ON CONFLICT DO NOTHING")
                .param("accountId", accountId)
                .param("roleId", roleId)
                .update();
    }
}
