package io.kontor.identity;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.CallerSource;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other modules may ask of identity. */
@HttpExchange("/internal/identity")
public interface Identity extends CallerSource {

    /** Who holds a session token; empty when it is unknown, ended or expired. */
    @Override
    @PostExchange("/caller-lookups")
    Optional<Caller> callerOf(@RequestBody String token);

    /**
     * Opens a shopper's account and signs in.
     *
     * @throws io.kontor.kernel.Refusal ACCOUNT_EXISTS (409), WEAK_PASSWORD (400), INVALID_REQUEST (400), TOO_MANY_REQUESTS (429)
     */
    @PostExchange("/accounts")
    SignedIn signUp(@RequestBody SignUp wanted);

    /**
     * Signs a shopper in by e-mail or phone.
     *
     * @throws io.kontor.kernel.Refusal WRONG_CREDENTIALS (401), TOO_MANY_REQUESTS (429, with {@code retryAfterSeconds})
     */
    @PostExchange("/sessions")
    SignedIn signIn(@RequestBody SignIn credentials);

    /** The shopper who signs in with that e-mail address or phone number, however it is written; empty when nobody does. */
    @GetExchange("/shoppers")
    Optional<Shopper> shopper(@RequestParam String login);

    /** @param email or phone, at least one of them */
    record Shopper(
            UUID accountId,
            String name,
            @Nullable String email,
            @Nullable String phone) {
        @Override
        public String toString() {
            return "Shopper[" + accountId + "]";
        }
    }

    /** Ends the session of that token; nothing happens when there is none. */
    @PostExchange("/sign-outs")
    void signOut(@RequestBody String token);

    /**
     * @param name 1 to 60 characters, what the shop calls the person
     * @param email or phone, at least one of them
     * @param phone digits with an optional leading +
     * @param password 10 to 128 characters, none of the common ones
     * @param address of the client, for throttling
     */
    record SignUp(
            String name, @Nullable String email, @Nullable String phone, String password, String address) {
        @Override
        public String toString() {
            return "SignUp[***]";
        }
    }

    /** @param login e-mail or phone */
    record SignIn(String login, String password, String address) {
        @Override
        public String toString() {
            return "SignIn[***]";
        }
    }

    /** @param token for the cookie or the bearer header; shown once, kept only as a hash */
    record SignedIn(String token, Instant expiresAt, Caller caller) {}
}
