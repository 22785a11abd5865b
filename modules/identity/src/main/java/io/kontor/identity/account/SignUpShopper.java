package io.kontor.identity.account;

import static io.kontor.identity.IdentityProblem.ACCOUNT_EXISTS;

import io.kontor.identity.Identity.SignUp;
import io.kontor.identity.Identity.SignedIn;
import io.kontor.identity.IdentitySettings;
import io.kontor.identity.password.PasswordPolicy;
import io.kontor.identity.password.Passwords;
import io.kontor.identity.session.OpenSession;
import io.kontor.identity.throttle.Attempts;
import io.kontor.identity.throttle.Limit;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a shopper's account and signs in. */
@Component
public class SignUpShopper {
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Attempts attempts;
    private final OpenSession openSession;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Limit limit;

    SignUpShopper(
            AccountStore accounts,
            Passwords passwords,
            Attempts attempts,
            OpenSession openSession,
            TransactionTemplate tx,
            Clock clock,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.openSession = openSession;
        this.tx = tx;
        this.clock = clock;
        this.limit = new Limit(
                settings.signUpsPerAddress(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                Duration.ofHours(1).dividedBy(settings.signUpsPerAddress()));
    }

    public SignedIn signUp(SignUp wanted) {
        var account = read(wanted);
        PasswordPolicy.check(wanted.password(), account.logins());
        attempts.take(List.of(new Attempts.Subject(limit, "sign-up", Attempts.network(wanted.address()))));
        if (accounts.exists(account)) {
            throw exists();
        }
        var hash = passwords.hash(wanted.password());
        var withPassword = new Account(
                account.accountId(),
                account.kind(),
                account.name(),
                account.email(),
                account.phone(),
                null,
                hash,
                false,
                account.createdAt());
        return tx.execute(_ -> {
            if (!accounts.insert(withPassword)) {
                throw exists();
            }
            return openSession.open(withPassword, wanted.address());
        });
    }

    private Account read(SignUp wanted) {
        var name = name(wanted.name());
        var email = optional(wanted.email(), Login::email, "email", "Write the e-mail address as name@example.com.");
        var phone = optional(
                wanted.phone(),
                Login::phone,
                "phone",
                "Write the phone number with digits, and with + and the country for one outside China.");
        if (email == null && phone == null) {
            throw invalid("email", "Give an e-mail address or a phone number.");
        }
        return new Account(Ids.next(clock), Caller.Kind.SHOPPER, name, email, phone, null, "", false, clock.instant());
    }

    /** @throws Refusal INVALID_REQUEST (400) unless it has 1 to 60 visible characters */
    public static String name(@Nullable String text) {
        var name = text == null ? "" : text.strip();
        var length = name.codePointCount(0, name.length());
        if (length < 1 || length > 60 || name.codePoints().anyMatch(SignUpShopper::isUnwritable)) {
            throw invalid("name", "A name has 1 to 60 characters.");
        }
        return name;
    }

    private static boolean isUnwritable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private static @Nullable String optional(
            @Nullable String text, Function<String, Optional<String>> read, String field, String rule) {
        return text == null || text.isBlank() ? null : read.apply(text).orElseThrow(() -> invalid(field, rule));
    }

    private static Refusal invalid(String field, String rule) {
        return CommonProblem.INVALID_REQUEST.refusal(rule).with("field", field);
    }

    private static Refusal exists() {
        return ACCOUNT_EXISTS.refusal("Sign in with it, or use another e-mail address or phone number.");
    }
}
