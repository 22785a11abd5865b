package io.kontor.identity.session;

import static java.util.Objects.requireNonNullElse;

import io.kontor.identity.Identity.SignIn;
import io.kontor.identity.SessionCookie;
import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.CallerFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shoppers come and go. */
@RestController
@RequestMapping("/api/store/v1/session")
@Access(Caller.Kind.GUEST)
class ShopperSessionEndpoint {
    private final SignInAccount signInAccount;
    private final EndSessions endSessions;

    ShopperSessionEndpoint(SignInAccount signInAccount, EndSessions endSessions) {
        this.signInAccount = signInAccount;
        this.endSessions = endSessions;
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

    /** @param token for clients that keep no cookies; it goes into the bearer header */
    record OpenedSession(UUID accountId, String name, String token, Instant expiresAt) {}

    /** @param accountId null for a guest, and so is the name */
    record WhoIsThere(
            boolean signedIn,
            @Nullable UUID accountId,
            @Nullable String name) {}

    @PostMapping
    ResponseEntity<OpenedSession> signIn(@RequestBody Credentials credentials, HttpServletRequest request) {
        var signedIn = signInAccount.signIn(Caller.Kind.SHOPPER, credentials.from(request.getRemoteAddr()));
        // The session before, if any, was another visit, perhaps of somebody else.
        CallerFilter.token(request).ifPresent(endSessions::signOut);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.shopper(request, signedIn.token()))
                .cacheControl(CacheControl.noStore())
                .body(new OpenedSession(
                        signedIn.caller().requireAccountId(),
                        signedIn.caller().name(),
                        signedIn.token(),
                        signedIn.expiresAt()));
    }

    @GetMapping
    ResponseEntity<WhoIsThere> who(Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        caller.isShopper()
                                ? new WhoIsThere(true, caller.accountId(), caller.name())
                                : new WhoIsThere(false, null, null));
    }

    @DeleteMapping
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        CallerFilter.token(request).ifPresent(endSessions::signOut);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.shopperGone(request))
                .build();
    }
}
