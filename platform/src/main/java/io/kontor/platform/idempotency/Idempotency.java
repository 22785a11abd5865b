package io.kontor.platform.idempotency;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.batch.Columns;
import io.kontor.platform.secret.Secrets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    /** The header that marks the answer to a repeat. */
    public static final String REPLAYED = "Idempotency-Replayed";

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
        return inTurn(
                module,
                operation,
                caller,
                key,
                body,
                ticket -> ticket.find().flatMap(stored -> replay(stored, type)).orElseGet(() -> work.apply(ticket)));
    }

    /**
     * The same, for writes of which few are repeats and that notice by themselves: does the work at once, and looks for
     * an earlier request only when that is refused. A repeat is then given the work again, with what the first one made.
     *
     * @param work leaves nothing behind when it is refused, and calls {@link #begin}
     */
    public <T> ResponseEntity<T> answerAtOnce(
            String module,
            String operation,
            String caller,
            String key,
            Object body,
            Function<Ticket, ResponseEntity<T>> work) {
        return inTurn(module, operation, caller, key, body, ticket -> {
            try {
                return work.apply(ticket);
            } catch (Refusal refused) {
                if (ticket.find().isEmpty()) {
                    throw refused;
                }
                return work.apply(ticket);
            }
        });
    }

    private <T> ResponseEntity<T> inTurn(
            String module,
            String operation,
            String caller,
            @Nullable String key,
            Object body,
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
            return work.apply(ticket);
        } finally {
            inProgress.remove(ticket.name());
        }
    }

    private <T> Optional<ResponseEntity<T>> replay(Stored stored, Class<T> type) {
        return stored.body() == null
                ? Optional.empty()
                : Optional.of(ResponseEntity.status(stored.status())
                        .header(REPLAYED, "true")
                        .body(json.readValue(stored.body(), type)));
    }

    private static Refusal inProgress() {
        return CommonProblem.IN_PROGRESS.refusal(
                "The first request with this key is still at work. Repeat this one in a second.");
    }

    private record Stored(
            byte[] bodyHash,
            @Nullable String reference,
            int status,
            @Nullable String body) {}

    /** A request whose effect has begun. @param reference what it made */
    public record Beginning(Ticket ticket, String reference) {}

    /**
     * Stores what these requests have made, for writes that go on after their first transaction. A repeat is given the
     * work again with its {@link Ticket#reference}: it goes on where the first one stopped, however far that came, and
     * answers what came of it, marked {@link #REPLAYED} by itself. Call it in the transaction of the effects. All have a
     * key, and are of one module.
     *
     * @return those that no repeat began before
     */
    public Set<Ticket> begin(List<Beginning> beginnings) {
        var module = beginnings.getFirst().ticket().module;
        var begun = new HashSet<>(db.sql("""
                        INSERT INTO %s.idempotency (scope, key, body_hash, reference)
                        SELECT * FROM unnest(:scopes::text[], :keys::text[], :hashes::bytea[], :references::text[])
                        ON CONFLICT (scope, key) DO NOTHING
                        RETURNING scope || ' ' || key
                        """.formatted(module))
                .param("scopes", Columns.texts(beginnings, one -> one.ticket().scope))
                .param("keys", Columns.texts(beginnings, one -> one.ticket().key))
                .param(
                        "hashes",
                        beginnings.stream().map(one -> one.ticket().bodyHash).toArray(byte[][]::new))
                .param("references", Columns.texts(beginnings, Beginning::reference))
                .query(String.class)
                .list());
        return beginnings.stream()
                .map(Beginning::ticket)
                .filter(ticket -> begun.contains(ticket.scope + " " + ticket.key))
                .collect(Collectors.toSet());
    }

    /** Takes back what {@link #begin} stored, in the same transaction: these came to nothing. */
    public void forget(Collection<Ticket> tickets) {
        for (var ticket : tickets) {
            db.sql("DELETE FROM %s.idempotency WHERE scope = :scope AND key = :key".formatted(ticket.module))
                    .param("scope", ticket.scope)
                    .param("key", ticket.key)
                    .update();
        }
    }

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

        /** What an interrupted earlier try of this request made, as it told {@link Idempotency#begin}; empty when there was none. */
        public Optional<String> reference() {
            return Optional.ofNullable(reference);
        }

        /**
         * Stores the answer; call it in the transaction of the effect.
         *
         * @throws io.kontor.kernel.Refusal IN_PROGRESS when another process stored this key first
         */
        public void store(int status, Object answer) {
            if (!key.isEmpty() && insert(status, json.writeValueAsString(answer)) == 0) {
                throw inProgress();
            }
        }

        private int insert(int status, String body) {
            return db.sql("""
                            INSERT INTO %s.idempotency (scope, key, body_hash, status, body)
                            VALUES (:scope, :key, :bodyHash, :status, :body)
                            ON CONFLICT (scope, key) DO NOTHING
                            """.formatted(module))
                    .param("scope", scope)
                    .param("key", key)
                    .param("bodyHash", bodyHash)
                    .param("status", status)
                    .param("body", body)
                    .update();
        }

        private Optional<Stored> find() {
            if (key.isEmpty()) {
                return Optional.empty();
            }
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
