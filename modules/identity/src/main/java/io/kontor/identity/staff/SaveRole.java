package io.kontor.identity.staff;

import static io.kontor.identity.IdentityProblem.BUILT_IN_ROLE;
import static io.kontor.identity.IdentityProblem.ROLE_EXISTS;

import io.kontor.identity.account.SignUpShopper;
import io.kontor.identity.audit.Audit;
import io.kontor.identity.session.EndSessions;
import io.kontor.identity.session.Sessions;
import io.kontor.identity.staff.RoleStore.Role;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.web.Versions;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a role, or changes what it allows: for everybody who has it, from the next request on. */
@Component
class SaveRole {
    private static final int MAX = 200;

    private final RoleStore roles;
    private final EndSessions endSessions;
    private final Sessions sessions;
    private final Audit audit;
    private final TransactionTemplate tx;
    private final Clock clock;

    SaveRole(
            RoleStore roles,
            EndSessions endSessions,
            Sessions sessions,
            Audit audit,
            TransactionTemplate tx,
            Clock clock) {
        this.roles = roles;
        this.endSessions = endSessions;
        this.sessions = sessions;
        this.audit = audit;
        this.tx = tx;
        this.clock = clock;
    }

    record WantedRole(@Nullable String name, @Nullable List<String> permissions) {}

    Role create(Caller caller, WantedRole wanted, Idempotency.Ticket ticket) {
        var name = SignUpShopper.name(wanted.name());
        var permissions = permissions(caller, wanted);
        return tx.execute(_ -> {
            roles.lock();
            if (roles.all().size() >= MAX) {
                throw CommonProblem.INVALID_REQUEST.refusal("There are " + MAX + " roles, and there cannot be more.");
            }
            var roleId = ticket.id(clock);
            if (!roles.insert(roleId, name, permissions, false)) {
                throw taken();
            }
            var role = roles.require(roleId);
            audit.note(caller, "role-created", "role:" + roleId, null, role);
            ticket.store(201, role);
            return role;
        });
    }

    Role change(Caller caller, UUID roleId, WantedRole wanted, long version) {
        var name = SignUpShopper.name(wanted.name());
        var permissions = permissions(caller, wanted);
        var members = new HashSet<UUID>();
        var changed = tx.execute(_ -> {
            roles.lock();
            var before = roles.require(roleId);
            if (before.builtIn()) {
                throw BUILT_IN_ROLE.refusal("Make a role of your own and give that.");
            }
            Versions.match(version, before.version());
            new GrantRoles(caller, roles).requirePermissions(before.permissions());
            if (roles.isNameTaken(name, roleId)) {
                throw taken();
            }
            roles.update(roleId, name, permissions);
            members.addAll(roles.members(roleId));
            members.forEach(endSessions::tellChanged);
            var after = roles.require(roleId);
            audit.note(caller, "role-changed", "role:" + roleId, before, after);
            return after;
        });
        members.forEach(sessions::drop);
        return changed;
    }

    private List<String> permissions(Caller caller, WantedRole wanted) {
        var permissions = wanted.permissions() == null
                ? List.<String>of()
                : wanted.permissions().stream().distinct().sorted().toList();
        permissions.stream()
                .filter(code -> !Permission.codes().contains(code))
                .findFirst()
                .ifPresent(_ -> {
                    throw CommonProblem.INVALID_REQUEST
                            .refusal("The permissions are " + String.join(", ", Permission.codes()) + ".")
                            .with("field", "permissions");
                });
        new GrantRoles(caller, roles).requirePermissions(permissions);
        return permissions;
    }

    private static Refusal taken() {
        return ROLE_EXISTS.refusal("Choose another name.").with("field", "name");
    }
}
