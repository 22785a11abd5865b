package io.kontor.identity.staff;

import static io.kontor.identity.IdentityProblem.LAST_ADMINISTRATOR;

import io.kontor.identity.account.AccountStore;
import io.kontor.identity.account.SignUpShopper;
import io.kontor.identity.audit.Audit;
import io.kontor.identity.password.Passwords;
import io.kontor.identity.session.EndSessions;
import io.kontor.identity.session.Sessions;
import io.kontor.identity.staff.StaffStore.StaffMember;
import io.kontor.kernel.Caller;
import io.kontor.platform.web.Versions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a member of staff: name, roles, whether the account is open, and a new one-time password. */
@Component
class ChangeStaff {
    private final AccountStore accounts;
    private final StaffStore staff;
    private final RoleStore roles;
    private final Passwords passwords;
    private final EndSessions endSessions;
    private final Sessions sessions;
    private final Audit audit;
    private final TransactionTemplate tx;
    private final Clock clock;

    ChangeStaff(
            AccountStore accounts,
            StaffStore staff,
            RoleStore roles,
            Passwords passwords,
            EndSessions endSessions,
            Sessions sessions,
            Audit audit,
            TransactionTemplate tx,
            Clock clock) {
        this.accounts = accounts;
        this.staff = staff;
        this.roles = roles;
        this.passwords = passwords;
        this.endSessions = endSessions;
        this.sessions = sessions;
        this.audit = audit;
        this.tx = tx;
        this.clock = clock;
    }

    /** What is null stays as it is. */
    record StaffChange(
            @Nullable String name,
            @Nullable List<UUID> roles,
            @Nullable Boolean active,
            @Nullable Boolean resetPassword) {}

    record Changed(StaffMember member, @Nullable String oneTimePassword) {}

    Changed change(Caller caller, UUID accountId, StaffChange change, long version) {
        var grant = new GrantRoles(caller, roles);
        var name = change.name() == null ? null : SignUpShopper.name(change.name());
        var roleIds = change.roles() == null ? null : grant.read(change.roles());
        var reset = Boolean.TRUE.equals(change.resetPassword());
        var password = reset ? OneTimePassword.make() : null;
        var hash = password == null ? null : passwords.hash(password);
        var changed = tx.execute(_ -> {
            roles.lock();
            var before = staff.require(accountId);
            Versions.match(version, before.version());
            grant.requireAll(roles.find(before.roleIds()));
            staff.update(
                    accountId,
                    name == null ? before.name() : name,
                    change.active() == null ? before.active() : change.active(),
                    clock.instant());
            if (roleIds != null) {
                roles.give(accountId, roleIds);
            }
            if (hash != null) {
                accounts.setPassword(accountId, hash, true, clock.instant());
            }
            var after = staff.require(accountId);
            requireAnAdministrator();
            if (reset || !after.active()) {
                endSessions.endOthers(accountId, null);
            } else {
                endSessions.tellChanged(accountId);
            }
            audit.note(caller, reset ? "staff-password-reset" : "staff-changed", "staff:" + accountId, before, after);
            return new Changed(after, password);
        });
        sessions.drop(accountId);
        return changed;
    }

    private void requireAnAdministrator() {
        if (roles.activeAdministrators() == 0) {
            throw LAST_ADMINISTRATOR.refusal("Make somebody else an administrator first.");
        }
    }
}
