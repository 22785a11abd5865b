package io.kontor.aftersales.request;

import io.kontor.platform.database.Like;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists and counts of requests. */
@Repository
public class ReturnSearch {
    private final JdbcClient db;
    private final ReturnStore returns;

    ReturnSearch(JdbcClient db, ReturnStore returns) {
        this.db = db;
        this.returns = returns;
    }

    /** A place in a list of requests, newest first. */
    public record Place(Instant requestedAt, UUID requestId) {
        static final Place NEWEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));
    }

    List<KeptReturn> ofAccount(UUID accountId, int limit, @Nullable Place behind) {
        var place = behind != null ? behind : Place.NEWEST;
        return returns.read(
                "account_id = :accountId AND (requested_at, request_id) < (:at, :requestId)"
                        + " ORDER BY requested_at DESC, request_id DESC LIMIT :limit",
                Map.of(
                        "accountId",
                        accountId,
                        "at",
                        place.requestedAt().atOffset(ZoneOffset.UTC),
                        "requestId",
                        place.requestId(),
                        "limit",
                        limit));
    }

    /**
     * What staff asks for.
     *
     * @param words the start of a number, e-mail, phone or name; empty for all
     * @param waiting only what waits for staff
     */
    public record Search(
            String words,
            @Nullable Status status,
            @Nullable Kind kind,
            boolean waiting,
            int limit,
            @Nullable Place behind) {}

    public List<KeptReturn> search(Search wanted) {
        var place = wanted.behind() != null ? wanted.behind() : Place.NEWEST;
        var parameters = new HashMap<String, Object>(Map.of(
                "at",
                place.requestedAt().atOffset(ZoneOffset.UTC),
                "requestId",
                place.requestId(),
                "limit",
                wanted.limit()));
        var where = new StringBuilder("(requested_at, request_id) < (:at, :requestId)");
        if (!wanted.words().isEmpty()) {
            parameters.put("start", Like.startingWith(wanted.words()));
            parameters.put("email", Like.startingWith(wanted.words().toLowerCase(Locale.ROOT)));
            parameters.put("phone", Like.startingWith(wanted.words().replaceAll("[ ()/-]", "")));
            where.append(
                    " AND (number LIKE :start OR email LIKE :email OR phone LIKE :phone OR contact_name LIKE :start)");
        }
        if (wanted.status() != null) {
            parameters.put("status", wanted.status().name());
            where.append(" AND status = :status");
        }
        if (wanted.kind() != null) {
            parameters.put("kind", wanted.kind().name());
            where.append(" AND kind = :kind");
        }
        if (wanted.waiting()) {
            where.append(" AND (status IN ('REQUESTED', 'RECEIVED') OR escalated OR trouble IS NOT NULL)");
        }
        return returns.read(where + " ORDER BY requested_at DESC, request_id DESC LIMIT :limit", parameters);
    }

    /** How many wait for staff: to be answered, to be handled, marked for a person. */
    public record Waiting(long requested, long received, long escalated) {}

    public Waiting waiting() {
        return db.sql("""
                        SELECT count(*) FILTER (WHERE status = 'REQUESTED') AS requested,
                               count(*) FILTER (WHERE status = 'RECEIVED') AS received,
                               count(*) FILTER (WHERE escalated OR trouble IS NOT NULL) AS escalated
                          FROM aftersales.request
                         WHERE status IN ('REQUESTED', 'ASKED', 'TO_PAY', 'APPROVED', 'SENT', 'RECEIVED', 'REFUNDING', 'SENDING_BACK')
                        """).query(Waiting.class).single();
    }
}
