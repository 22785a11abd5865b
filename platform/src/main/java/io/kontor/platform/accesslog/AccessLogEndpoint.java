package io.kontor.platform.accesslog;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what and how it went, newest first, for those who watch operations. */
@RestController
class AccessLogEndpoint {
    private final JdbcClient db;

    AccessLogEndpoint(JdbcClient db) {
        this.db = db;
    }

    record LoggedRequest(
            Instant at,
            String traceId,
            @Nullable UUID accountId,
            String accountKind,
            @Nullable String address,
            String browser,
            String language,
            String method,
            String route,
            int status,
            long durationUs,
            int weight) {}

    @GetMapping("/api/admin/v1/access-log")
    @Access(value = Caller.Kind.STAFF, permission = "operations.read")
    Page<LoggedRequest> list(
            @RequestParam(required = false) @Nullable UUID accountId,
            @RequestParam(required = false) @Nullable Integer statusFrom,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > 200) {
            throw CommonProblem.INVALID_REQUEST.refusal("limit is 1 to 200.");
        }
        var keys = Cursor.read(cursor, 2);
        var rows = db.sql("""
                        SELECT at, trace_id, account_id, account_kind, host(address) AS address, browser, language, method, route,
                               status, duration_us, weight
                          FROM platform.access_log
                         WHERE (CAST(:accountId AS text) IS NULL OR account_id = CAST(CAST(:accountId AS text) AS uuid))
                           AND (CAST(:statusFrom AS int) IS NULL OR status >= CAST(:statusFrom AS int))
                           AND (CAST(:at AS text) IS NULL OR (at, trace_id) < (CAST(CAST(:at AS text) AS timestamptz), CAST(:traceId AS text)))
                         ORDER BY at DESC, trace_id DESC LIMIT :rows
                        """)
                .param("accountId", accountId == null ? null : accountId.toString())
                .param("statusFrom", statusFrom)
                .param(
                        "at",
                        keys == null
                                ? null
                                : Cursor.key(keys.get(0), Instant::parse).toString())
                .param("traceId", keys == null ? null : keys.get(1))
                .param("rows", limit + 1)
                .query(LoggedRequest.class)
                .list();
        return Cursor.page(rows, limit, row -> Cursor.of(row.at(), row.traceId()));
    }
}
