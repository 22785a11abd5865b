package io.kontor.identity.staff;

import static io.kontor.identity.IdentityProblem.MORE_THAN_YOURS;

import io.kontor.identity.staff.RoleStore.Role;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nobody gives, takes or changes what he does not have himself: who manages staff does not become an administrator by it. */
record GrantRoles(Caller caller, RoleStore roles) {
    private static final int MAX = 20;

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) for an unknown role, MORE_THAN_YOURS (403) */
    List<UUID> read(@Nullable Collection<UUID> wanted) {
        var roleIds =
                wanted == null ? List.<UUID>of() : wanted.stream().distinct().toList();
        var found = roleIds.size() > MAX ? List.<Role>of() : roles.find(roleIds);
        if (found.size() != roleIds.size()) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Name up to " + MAX + " roles that exist.")
                    .with("field", "roles");
        }
        requireAll(found);
        return roleIds;
    }

    void requireAll(Collection<Role> held) {
        held.forEach(role -> requirePermissions(role.permissions()));
    }

    void requirePermissions(Collection<String> permissions) {
        if (!permissions.stream().allMatch(caller::may)) {
            throw MORE_THAN_YOURS.refusal("This needs permissions that you do not have. Ask an administrator.");
        }
    }
}
