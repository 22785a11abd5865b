package io.kontor.identity.staff;

import static java.util.Objects.requireNonNullElse;

import io.kontor.identity.Identity.SignIn;
import io.kontor.identity.SessionCookie;
import io.kontor.identity.account.ChangePassword;
import io.kontor.identity.account.ChangePassword.PasswordChange;
import io.kontor.identity.session.EndSessions;
import io.kontor.identity.session.SessionStore.Session;
import io.kontor.identity.session.Sessions;
import io.kontor.identity.session.SignInAccount;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.CallerFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Staff come and go. Open to guests, because whoever holds a one-time password is one until it is changed; it looks at
 * the session itself.
 */
@RestController
@RequestMapping("/api/admin/v1")
@Access(Caller.Kind.GUEST)
class StaffSessionEndpoint {
    private final SignInAccount signInAccount;
    private final EndSessions endSessions;
    private final Sessions sessions;
    private final ChangePassword changePassword;

    StaffSessionEndpoint(
            SignInAccount signInAccount, EndSessions endSessions, Sessions sessions, ChangePassword changePassword) {
        this.signInAccount = signInAccount;
        this.endSessions = endSessions;
        this.sessions = sessions;
        this.changePassword = changePassword;
    }

    record Credentials(@Nullable String login, @Nullable String password) {
        SignIn from(String address) {
            return new SignIn(requireNonNullElse(login, ""), requireNonNullElse(password, ""), address);
        }

        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    /** @param mustChangePassword true while the password is a one-time password: nothing but its change is open */
    record StaffSession(
            UUID accountId, String name, String login, List<String> permissions, boolean mustChangePassword) {}

    @PostMapping("/session")
    ResponseEntity<StaffSession> signIn(@RequestBody Credentials credentials, HttpServletRequest request) {
        var signedIn = signInAccount.signIn(Caller.Kind.STAFF, credentials.from(request.getRemoteAddr()));
        CallerFilter.token(request).ifPresent(endSessions::signOut);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.staff(request, signedIn.token()))
                .cacheControl(CacheControl.noStore())
                .body(answer(require(signedIn.token())));
    }

    @GetMapping("/session")
    ResponseEntity<StaffSession> session(HttpServletRequest request) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer(require(tokenOf(request))));
    }

    @DeleteMapping("/session")
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        CallerFilter.token(request).ifPresent(endSessions::signOut);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.staffGone(request))
                .build();
    }

    @PutMapping({"/me/password", "/session/password"})
    ResponseEntity<Void> changePassword(@RequestBody PasswordChange change, HttpServletRequest request) {
        var token = tokenOf(request);
        changePassword.change(require(token).accountId(), change, token, request.getRemoteAddr());
        return ResponseEntity.noContent().build();
    }

    private static String tokenOf(HttpServletRequest request) {
        return CallerFilter.token(request).orElse("");
    }

    private Session require(String token) {
        return sessions.find(token)
                .filter(session -> session.kind() == Caller.Kind.STAFF)
                .orElseThrow(() -> CommonProblem.SIGN_IN_REQUIRED.refusal("Sign in and try again."));
    }

    private static StaffSession answer(Session session) {
        return new StaffSession(
                session.accountId(),
                session.name(),
                String.valueOf(session.login()),
                session.mustChangePassword() ? List.of() : Permission.spelledOut(session.permissions()),
                session.mustChangePassword());
    }
}
