package io.kontor.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Ids: time-ordered so that an index grows at its end, with 74 random bits so that nobody guesses one. */
public final class Ids {
    private static final ThreadLocal<SecureRandom> RANDOM = ThreadLocal.withInitial(SecureRandom::new);
    private static final SecureRandom SHARED = new SecureRandom();

    private Ids() {}

    /** A new UUID version 7. Source: RFC 9562, 5.7. */
    public static UUID next(Clock clock) {
        var random = new byte[10];
        random().nextBytes(random);
        var bits = ByteBuffer.wrap(random);
        var high = (clock.millis() << 16) | 0x7000L | (bits.getShort() & 0x0fffL);
        var low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /**
     * The same id for the same time and words, whoever asks, in the order of the times: a UUID version 8. For rows of
     * which there will be millions: those that are written together lie together in the index.
     */
    public static UUID named(Instant at, String... words) {
        var named = named(words);
        return new UUID(
                at.toEpochMilli() << 16 | named.getMostSignificantBits() & 0xffffL, named.getLeastSignificantBits());
    }

    /** The time that {@link #next} or {@link #named(Instant, String...)} put into an id, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The same id for the same words, whoever asks: a UUID version 8 from SHA-256. */
    public static UUID named(String... words) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var word : words) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            var bits = ByteBuffer.wrap(digest.digest());
            var high = (bits.getLong() & 0xffffffffffff0fffL) | 0x8000L;
            var low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    // Virtual threads come and go by the thousand: a generator each would cost more than sharing one.
    private static SecureRandom random() {
        return Thread.currentThread().isVirtual() ? SHARED : RANDOM.get();
    }
}
