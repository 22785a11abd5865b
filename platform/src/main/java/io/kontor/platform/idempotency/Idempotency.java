package io.kontor.platform.idempotency;

import io.kontor.kernel.CommonProblem;
import io.kontor.platform.secret.Secrets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a creating write be sent twice and happen once. The key and the answer are stored in the transaction of the
 * effect, in the module's own schema; a repeat gets the first answer, marked {@code Idempotency-Replayed: true}.
 *
 * <p>Kept for 24 hours. The same key with another body is refused (422), and while the first is at work, so is a
 * repeat (409).
 */
@Component
public class Idempotency {
    private static final int KEY_MAX = 100;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

    Idempotency(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /**
     * Answers a creating request.
     *
     * @param module whose schema keeps the key
     * @param operation what is created, such as {@code order}
     * @param caller whose key it is: an account id, or any word for guests, whose keys must be unguessable
     * @param key as sent in {@code Idempotency-Key}: 1 to 100 printable characters. Null: the write is not repeatable
     * @param body what was asked, compared between repeats
     * @param work does it, storing the answer through the ticket in the transaction of the effect
     */
    public <T> ResponseEntity<T> answer(
            String module,
            String operation,
            String caller,
            @Nullable String key,
            Object body,
            Class<T> type,
            Function<Ticket, ResponseEntity<T>> work) {
        if (key == null) {
            return work.apply(new Ticket(module, "", "", new byte[0]));
        }
        if (key.isBlank() || key.length() > KEY_MAX || !key.chars().allMatch(c -> c > 32 && c < 127)) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "Idempotency-Key is 1 to 100 printable characters; a UUID is best.");
        }
        var ticket = new Ticket(module, operation + ":" + caller, key, Secrets.hash(json.writeValueAsString(body)));
        if (!inProgress.add(ticket.name())) {
            throw inProgress();
        }
        try {
            var earlier = ticket.find().map(stored -> replay(stored, type));
            return earlier.isPresent() && earlier.get().isPresent()
                    ? earlier.get().get()
                    : work.apply(ticket);
        } finally {
            inProgress.remove(ticket.name());
        }
    }

    private <T> Optional<ResponseEntity<T>> replay(Stored stored, Class<T> type) {
        return stored.body() == null
                ? Optional.empty()
                : Optional.of(ResponseEntity.status(stored.status())
                        .header("Idempotency-Replayed", "true")
                        .body(json.readValue(stored.body(), type)));
    }

    private static io.kontor.kernel.Refusal inProgress() {
        return CommonProblem.IN_PROGRESS.refusal(
                "The first request with this key is still at work. Repeat this one in a second.");
    }

    private record Stored(
            byte[] bodyHash,
            @Nullable String reference,
            int status,
            @Nullable String body) {}

    /** One key of one caller. */
    public final class Ticket {
        private final String module;
        private final String scope;
        private final String key;
        private final byte[] bodyHash;
        private @Nullable String reference;

        private Ticket(String module, String scope, String key, byte[] bodyHash) {
            this.module = module;
            this.scope = scope;
            this.key = key;
            this.bodyHash = bodyHash;
        }

        /** The same id for every repeat of the request, so that what is asked of other modules can be repeated too. */
        public UUID id(java.time.Clock clock) {
            return key.isEmpty() ? io.kontor.kernel.Ids.next(clock) : io.kontor.kernel.Ids.named(module, scope, key);
        }

        /** What an interrupted earlier try of this request made, as it told {@link #begin}; empty when there was none. */
        public Optional<String> reference() {
            return Optional.ofNullable(reference);
        }

        /**
         * Stores the answer; call it in the transaction of the effect.
         *
         * @throws io.kontor.kernel.Refusal IN_PROGRESS when another process stored this key first
         */
        public void store(int status, Object answer) {
            if (!key.isEmpty() && insert(null, status, json.writeValueAsString(answer)) == 0) {
                throw inProgress();
            }
        }

        /**
         * Stores that the effect has begun and what it made, for a write that goes on after its first transaction; the
         * answer follows by {@link #complete}. A repeat after a crash in between is given the work again.
         *
         * @return false when a repeat of this request began it before
         */
        public boolean begin(String reference) {
            return key.isEmpty() || insert(reference, null, null) == 1;
        }

        /** Stores the answer of a write that {@link #begin} announced; call it in the transaction of the last effect. */
        public void complete(int status, Object answer) {
            if (!key.isEmpty()) {
                db.sql("UPDATE %s.idempotency SET status = :status, body = :body WHERE scope = :scope AND key = :key"
                                .formatted(module))
                        .param("status", status)
                        .param("body", json.writeValueAsString(answer))
                        .param("scope", scope)
                        .param("key", key)
                        .update();
            }
        }

        private int insert(@Nullable String reference, @Nullable Integer status, @Nullable String body) {
            return db.sql("""
                            INSERT INTO %s.idempotency (scope, key, body_hash, reference, status, body)
                            VALUES (:scope, :key, :bodyHash, :reference, :status, :body)
                            ON CONFLICT (scope, key) DO NOTHING
                            """.formatted(module))
                    .param("scope", scope)
                    .param("key", key)
                    .param("bodyHash", bodyHash)
                    .param("reference", reference)
                    .param("status", status)
                    .param("body", body)
                    .update();
        }

        private Optional<Stored> find() {
            var stored = db.sql(
                            "SELECT body_hash, reference, coalesce(status, 0) AS status, body FROM %s.idempotency WHERE scope = :scope AND key = :key"
                                    .formatted(module))
                    .param("scope", scope)
                    .param("key", key)
                    .query(Stored.class)
                    .optional();
            stored.filter(other -> !Arrays.equals(other.bodyHash(), bodyHash)).ifPresent(_ -> {
                throw CommonProblem.KEY_REUSED.refusal("Send a new key with a new request.");
            });
            stored.ifPresent(earlier -> reference = earlier.reference());
            return stored;
        }

        private String name() {
            return module + " " + scope + " " + key;
        }
    }
}
