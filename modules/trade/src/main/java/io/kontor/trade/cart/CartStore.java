package io.kontor.trade.cart;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.batch.Columns;
import io.kontor.platform.batch.Combiner;
import io.kontor.trade.cart.CartContents.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Carts: each one row, its lines a document in it. Carts that are opened, read or changed at the same moment go together. */
@Repository
public class CartStore {
    private static final int BATCH_MAX = 100;

    /** Every request to buy begins here: those of ten milliseconds go on together. A lone one does not wait. */
    private static final Duration PACE = Duration.ofMillis(10);

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Combiner<NewCart, Boolean> openings;
    private final Combiner<UUID, Optional<CartContents>> lookups;
    private final Combiner<Change, Changed> changes;

    CartStore(JdbcClient db, JsonMapper json, TransactionTemplate tx, Clock clock) {
        this.db = db;
        this.json = json;
        this.tx = tx;
        this.clock = clock;
        this.openings = new Combiner<>(BATCH_MAX, PACE, this::open);
        this.lookups = new Combiner<>(BATCH_MAX, PACE, this::find);
        this.changes = new Combiner<>(BATCH_MAX, PACE, this::changeOnce);
    }

    /** @param accountId null for a guest's */
    private record NewCart(UUID cartId, @Nullable UUID accountId, Instant at) {}

    /** @return false when the account has a cart already */
    boolean open(UUID cartId, @Nullable UUID accountId) {
        return openings.ask(new NewCart(cartId, accountId, clock.instant()));
    }

    /** The same carts may come again, when the answer to their first time was lost. */
    private List<Boolean> open(List<NewCart> carts) {
        var ids = Columns.ids(carts, NewCart::cartId);
        var opened = new HashSet<>(db.sql("""
                        INSERT INTO trade.cart (cart_id, account_id, touched_at)
                        SELECT * FROM unnest(:cartIds::uuid[], :accountIds::uuid[], :times::timestamptz[])
                        ON CONFLICT DO NOTHING
                        RETURNING cart_id
                        """)
                .param("cartIds", ids)
                .param("accountIds", Columns.ids(carts, NewCart::accountId))
                .param("times", Columns.times(carts, NewCart::at))
                .query(UUID.class)
                .list());
        if (opened.size() < carts.size()) {
            opened.addAll(db.sql("SELECT cart_id FROM trade.cart WHERE cart_id = ANY(:cartIds::uuid[])")
                    .param("cartIds", ids)
                    .query(UUID.class)
                    .list());
        }
        return carts.stream().map(cart -> opened.contains(cart.cartId())).toList();
    }

    Optional<UUID> cartOf(UUID accountId) {
        return db.sql("SELECT cart_id FROM trade.cart WHERE account_id = :accountId")
                .param("accountId", accountId)
                .query(UUID.class)
                .optional();
    }

    public Optional<CartContents> find(UUID cartId) {
        return lookups.ask(cartId);
    }

    private List<Optional<CartContents>> find(List<UUID> cartIds) {
        var found = read("WHERE cart_id = ANY(:ids)", cartIds);
        return cartIds.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    /** What to make of a cart; a refusal is thrown to who asked, and the same cart again changes nothing. */
    private record Change(UUID cartId, UnaryOperator<CartContents> change) {}

    /** The cart afterwards, or null when there is no such cart; or why it was refused. */
    private record Changed(
            @Nullable CartContents cart, @Nullable Refusal refusal) {}

    /**
     * Changes a cart that nobody else can change meanwhile.
     *
     * @return the cart afterwards; empty when there is no such cart
     */
    Optional<CartContents> change(UUID cartId, UnaryOperator<CartContents> change) {
        var changed = changes.ask(new Change(cartId, change));
        if (changed.refusal() != null) {
            throw changed.refusal();
        }
        return Optional.ofNullable(changed.cart());
    }

    /** @param touched carts with what they hold now, under the version that was read; written {@code at} */
    private record Done(List<Changed> answers, List<CartContents> touched, Instant at) {}

    /**
     * What a combiner failed at comes again, and one more of something is not the same twice. When the commit was sent and
     * its answer lost, the carts themselves tell whether it happened.
     */
    private List<Changed> changeOnce(List<Change> wanted) {
        var done = new AtomicReference<@Nullable Done>();
        try {
            tx.executeWithoutResult(_ -> done.set(change(wanted)));
        } catch (DataAccessException | TransactionException failed) {
            var sent = done.get();
            if (sent == null || sent.touched().isEmpty()) {
                throw failed;
            }
            return afterLostCommit(sent, failed);
        }
        return Objects.requireNonNull(done.get()).answers();
    }

    private List<Changed> afterLostCommit(Done done, RuntimeException failed) {
        Map<UUID, CartContents> now;
        try {
            // Whoever still commits holds the rows: they are read when that is over.
            now = Objects.requireNonNull(tx.execute(_ -> read(
                    "WHERE cart_id = ANY(:ids) ORDER BY cart_id FOR UPDATE",
                    done.touched().stream().map(CartContents::cartId).toList())));
        } catch (DataAccessException | TransactionException unreachable) {
            return nobodyKnows(done);
        }
        if (done.touched().stream().allMatch(cart -> isAsWritten(cart, done.at(), now.get(cart.cartId())))) {
            return done.answers();
        }
        if (done.touched().stream().allMatch(cart -> isAsRead(cart, now.get(cart.cartId())))) {
            throw failed;
        }
        return nobodyKnows(done);
    }

    private static boolean isAsWritten(CartContents written, Instant at, @Nullable CartContents now) {
        return now != null
                && now.version() == written.version() + 1
                && now.touchedAt().equals(at);
    }

    private static boolean isAsRead(CartContents written, @Nullable CartContents now) {
        return now != null && now.version() == written.version();
    }

    private static List<Changed> nobodyKnows(Done done) {
        return done.answers().stream()
                .map(_ -> new Changed(null, CommonProblem.BUSY.refusal("Look into the cart before you try again.")))
                .toList();
    }

    private Done change(List<Change> wanted) {
        var carts = read(
                "WHERE cart_id = ANY(:ids) ORDER BY cart_id FOR UPDATE",
                wanted.stream().map(Change::cartId).distinct().toList());
        var touched = new HashSet<UUID>();
        var answers = new ArrayList<Changed>();
        for (var one : wanted) {
            var cart = carts.get(one.cartId());
            try {
                var after = cart == null ? null : one.change().apply(cart);
                if (after != null && after != cart) {
                    carts.put(one.cartId(), after);
                    touched.add(one.cartId());
                }
                answers.add(new Changed(after, null));
            } catch (Refusal refused) {
                answers.add(new Changed(null, refused));
            }
        }
        var written = carts.values().stream()
                .filter(cart -> touched.contains(cart.cartId()))
                .toList();
        return new Done(answers, written, save(written));
    }

    /** A cart and an account's cart, locked until the transaction ends. */
    Map<UUID, CartContents> lock(UUID cartId, UUID accountId) {
        return read(
                "WHERE cart_id = ANY(:ids) OR account_id = ANY(:ids) ORDER BY cart_id FOR UPDATE",
                List.of(cartId, accountId));
    }

    /** Writes carts that are locked: each is one version further, and touched now. @return when that is */
    Instant save(List<CartContents> carts) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (carts.isEmpty()) {
            return now;
        }
        db.sql("""
                        UPDATE trade.cart c
                           SET account_id = w.account_id, merged_into = w.merged_into, lines = w.lines, version = c.version + 1, touched_at = :now
                          FROM unnest(:cartIds::uuid[], :accountIds::uuid[], :mergedIntos::uuid[], :lines::text[])
                               AS w (cart_id, account_id, merged_into, lines)
                         WHERE c.cart_id = w.cart_id
                        """)
                .param("cartIds", Columns.ids(carts, CartContents::cartId))
                .param("accountIds", Columns.ids(carts, CartContents::accountId))
                .param("mergedIntos", Columns.ids(carts, CartContents::mergedInto))
                .param("lines", Columns.texts(carts, cart -> json.writeValueAsString(cart.lines())))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return now;
    }

    /** What an order leaves in a cart, as it is kept. */
    public String left(CartContents cart) {
        var left = cart.left();
        return left.isEmpty() ? "[]" : json.writeValueAsString(left);
    }

    /** Forgets up to 1,000 carts that nobody has touched since, and answers how many. */
    int forget(Instant untouchedSince) {
        return db.sql("""
                        DELETE FROM trade.cart WHERE cart_id IN
                            (SELECT cart_id FROM trade.cart WHERE touched_at < :since LIMIT 1000 FOR UPDATE SKIP LOCKED)
                        """)
                .param("since", untouchedSince.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Map<UUID, CartContents> read(String condition, List<UUID> ids) {
        var carts = new HashMap<UUID, CartContents>();
        db.sql("SELECT cart_id, account_id, merged_into, version, touched_at, lines FROM trade.cart " + condition)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> cart(row))
                .list()
                .forEach(cart -> carts.put(cart.cartId(), cart));
        return carts;
    }

    private CartContents cart(ResultSet row) throws SQLException {
        return new CartContents(
                Objects.requireNonNull(row.getObject("cart_id", UUID.class)),
                row.getObject("account_id", UUID.class),
                row.getObject("merged_into", UUID.class),
                row.getInt("version"),
                row.getObject("touched_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("lines"), LINES));
    }
}
