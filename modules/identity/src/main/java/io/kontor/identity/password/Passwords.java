package io.kontor.identity.password;

import io.kontor.kernel.CommonProblem;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes and compares password hashes: Argon2id, a few at a time. Source: OWASP Password Storage Cheat Sheet. */
@Component
public class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int WAIT_SECONDS = 4;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, ITERATIONS);
    // Each hash takes 19 MiB and a core for a while, so the number at work bounds what a flood of sign-ins can cost.
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final String nobodys = hashOfNothing();

    /** @throws io.kontor.kernel.Refusal BUSY (503) when too many hashes are wanted at once */
    public String hash(String password) {
        return atMostSoMany(() -> argon2.encode(normal(password)));
    }

    /**
     * Compares a password with an account's hash, in the same time whether there is an account or not.
     *
     * @param hash null when nobody has that login
     * @throws io.kontor.kernel.Refusal BUSY (503) when too many hashes are wanted at once
     */
    public boolean match(String password, @Nullable String hash) {
        return atMostSoMany(() -> argon2.matches(normal(password), hash == null ? nobodys : hash)) && hash != null;
    }

    private <T> T atMostSoMany(Supplier<T> work) {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw CommonProblem.BUSY
                        .refusal("Too many people sign in at this moment. Try again in a few seconds.")
                        .with("retryAfterSeconds", WAIT_SECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw CommonProblem.BUSY.refusal("The shop is stopping. Try again in a moment.");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** The same characters typed on different keyboards are the same password. Source: NIST SP 800-63B, 3.1.1.2. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** A hash that no password has, of the same cost as any other, made without computing one. */
    private static String hashOfNothing() {
        var base64 = Base64.getEncoder().withoutPadding();
        var random = new SecureRandom();
        var salt = new byte[SALT_BYTES];
        var hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(MEMORY_KIB, ITERATIONS, base64.encodeToString(salt), base64.encodeToString(hash));
    }
}
