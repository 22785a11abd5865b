package io.kontor.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys that the processes of one shop share, each made on first use and kept in the database. */
@Component
public class Secrets {
    private final JdbcClient db;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    Secrets(JdbcClient db) {
        this.db = db;
    }

    /** HMAC-SHA256 of the words under the named key, base64url without padding: 43 characters that nobody else can make. */
    public String sign(String keyName, String words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.computeIfAbsent(keyName, this::load));
            return encode(mac.doFinal(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public boolean isSigned(String keyName, String words, String signature) {
        return equal(sign(keyName, words), signature);
    }

    /** A new unguessable word: 256 random bits, base64url. */
    public String token() {
        var bits = new byte[32];
        random.nextBytes(bits);
        return encode(bits);
    }

    /** What to keep of a token that somebody else holds. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Compares in a time that tells nothing. */
    public static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private SecretKeySpec load(String name) {
        var fresh = new byte[32];
        random.nextBytes(fresh);
        db.sql("INSERT INTO platform.secret (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
                .param("name", name)
                .param("value", fresh)
                .update();
        var kept = db.sql("SELECT value FROM platform.secret WHERE name = :name")
                .param("name", name)
                .query(byte[].class)
                .single();
        return new SecretKeySpec(kept, "HmacSHA256");
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
