package io.kontor.identity.account;

import static java.util.Objects.requireNonNullElse;

import io.kontor.identity.Identity.SignUp;
import io.kontor.identity.SessionCookie;
import io.kontor.identity.account.ChangePassword.PasswordChange;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.CallerFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shoppers' accounts. */
@RestController
class AccountEndpoint {
    private final SignUpShopper signUpShopper;
    private final ChangePassword changePassword;
    private final AccountStore accounts;

    AccountEndpoint(SignUpShopper signUpShopper, ChangePassword changePassword, AccountStore accounts) {
        this.signUpShopper = signUpShopper;
        this.changePassword = changePassword;
        this.accounts = accounts;
    }

    record NewAccount(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String password) {
        @Override
        public String toString() {
            return "NewAccount[***]";
        }
    }

    /** @param token for clients that keep no cookies; it goes into the bearer header */
    record OpenedAccount(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String phone,
            String token,
            Instant expiresAt) {}

    record Me(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String phone,
            Instant createdAt) {}

    @PostMapping("/api/store/v1/accounts")
    @Access(Caller.Kind.GUEST)
    ResponseEntity<OpenedAccount> signUp(@RequestBody NewAccount wanted, HttpServletRequest request) {
        var signedIn = signUpShopper.signUp(new SignUp(
                requireNonNullElse(wanted.name(), ""),
                wanted.email(),
                wanted.phone(),
                requireNonNullElse(wanted.password(), ""),
                request.getRemoteAddr()));
        var account = require(signedIn.caller().requireAccountId());
        return ResponseEntity.created(URI.create("/api/store/v1/me"))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.shopper(request, signedIn.token()))
                .cacheControl(CacheControl.noStore())
                .body(new OpenedAccount(
                        account.accountId(),
                        account.name(),
                        account.email(),
                        account.phone(),
                        signedIn.token(),
                        signedIn.expiresAt()));
    }

    @GetMapping("/api/store/v1/me")
    @Access(Caller.Kind.SHOPPER)
    ResponseEntity<Me> me(Caller caller) {
        var account = require(caller.requireAccountId());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Me(
                        account.accountId(), account.name(), account.email(), account.phone(), account.createdAt()));
    }

    @PutMapping("/api/store/v1/me/password")
    @Access(Caller.Kind.SHOPPER)
    ResponseEntity<Void> changePassword(@RequestBody PasswordChange change, Caller caller, HttpServletRequest request) {
        changePassword.change(
                caller.requireAccountId(), change, CallerFilter.token(request).orElse(""), request.getRemoteAddr());
        return ResponseEntity.noContent().build();
    }

    private Account require(UUID accountId) {
        return accounts.find(accountId).orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such account."));
    }
}
