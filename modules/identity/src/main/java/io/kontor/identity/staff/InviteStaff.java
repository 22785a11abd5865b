package io.kontor.identity.staff;

import static io.kontor.identity.IdentityProblem.ACCOUNT_EXISTS;

import io.kontor.identity.account.Account;
import io.kontor.identity.account.AccountStore;
import io.kontor.identity.account.Login;
import io.kontor.identity.account.SignUpShopper;
import io.kontor.identity.audit.Audit;
import io.kontor.identity.password.Passwords;
import io.kontor.identity.staff.StaffStore.StaffMember;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.idempotency.Idempotency;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens an account for a member of staff, with a one-time password for whoever invites to hand over. */
@Component
class InviteStaff {
    private final AccountStore accounts;
    private final StaffStore staff;
    private final RoleStore roles;
    private final Passwords passwords;
    private final Audit audit;
    private final TransactionTemplate tx;
    private final Clock clock;

    InviteStaff(
            AccountStore accounts,
            StaffStore staff,
            RoleStore roles,
            Passwords passwords,
            Audit audit,
            TransactionTemplate tx,
            Clock clock) {
        this.accounts = accounts;
        this.staff = staff;
        this.roles = roles;
        this.passwords = passwords;
        this.audit = audit;
        this.tx = tx;
        this.clock = clock;
    }

    record Invitation(
            @Nullable String name,
            @Nullable String login,
            @Nullable List<UUID> roles) {}

    record Invited(StaffMember member, String oneTimePassword) {}

    Invited invite(Caller caller, Invitation wanted, Idempotency.Ticket ticket) {
        var login = Login.staff(wanted.login())
                .orElseThrow(() -> CommonProblem.INVALID_REQUEST
                        .refusal(
                                "A login has 2 to 60 letters a-z, digits or . _ - + @, and begins with a letter or a digit.")
                        .with("field", "login"));
        var name = SignUpShopper.name(wanted.name());
        var roleIds = new GrantRoles(caller, roles).read(wanted.roles());
        var password = OneTimePassword.make();
        var account = new Account(
                ticket.id(clock),
                Caller.Kind.STAFF,
                name,
                null,
                null,
                login,
                passwords.hash(password),
                true,
                clock.instant());
        return tx.execute(_ -> {
            if (!accounts.insert(account)) {
                throw ACCOUNT_EXISTS
                        .refusal("Somebody has this login. Choose another.")
                        .with("field", "login");
            }
            roles.give(account.accountId(), roleIds);
            var member = staff.require(account.accountId());
            audit.note(caller, "staff-invited", "staff:" + member.id(), null, member);
            // A repeat is answered without the password: it is shown once and kept nowhere.
            ticket.store(201, StaffEndpoint.answer(member, null));
            return new Invited(member, password);
        });
    }
}
