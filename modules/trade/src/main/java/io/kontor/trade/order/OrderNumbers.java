package io.kontor.trade.order;

import io.kontor.platform.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Order numbers for people: the day (UTC), seven digits that never repeat within a day and tell nobody how many orders
 * there are, and a check digit against slips of the pen: {@code 26112248137205}.
 */
@Component
public class OrderNumbers {
    private static final int BLOCK = 100;
    private static final int NUMBERS = 10_000_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);

    private final JdbcClient db;
    private final Secrets secrets;
    private final Clock clock;
    private final AtomicReference<Block> block = new AtomicReference<>(new Block(0, 0));
    private int @Nullable [] key;

    OrderNumbers(JdbcClient db, Secrets secrets, Clock clock) {
        this.db = db;
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Block(long next, long end) {}

    public String next() {
        var digits = DAY.format(clock.instant()) + "%07d".formatted(scramble((int) (draw() % NUMBERS), key()));
        return digits + checkDigit(digits);
    }

    /** One statement for a hundred numbers; what a process has drawn and not used is lost, which harms nobody. */
    private long draw() {
        while (true) {
            var current = Objects.requireNonNull(block.get());
            if (current.next() < current.end()) {
                if (block.compareAndSet(current, new Block(current.next() + 1, current.end()))) {
                    return current.next();
                }
            } else {
                var drawn = db.sql("SELECT nextval('trade.order_number_seq')")
                                .query(Long.class)
                                .single()
                        * BLOCK;
                block.compareAndSet(current, new Block(drawn, drawn + BLOCK));
            }
        }
    }

    /** Luhn's check digit: finds every wrong digit and nearly every two that changed places. */
    static int checkDigit(String digits) {
        var sum = 0;
        for (var at = 0; at < digits.length(); at++) {
            var digit = digits.charAt(digits.length() - 1 - at) - '0';
            var doubled = at % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return (10 - sum % 10) % 10;
    }

    /** A permutation of 0 to 9,999,999: a Feistel network over 24 bits, walked until it lands inside. */
    static int scramble(int number, int[] key) {
        var walked = number;
        do {
            var left = walked >>> 12;
            var right = walked & 0xfff;
            for (var round : key) {
                var next = left ^ (mix(right ^ round) & 0xfff);
                left = right;
                right = next;
            }
            walked = left << 12 | right;
        } while (walked >= NUMBERS);
        return walked;
    }

    private static int mix(int word) {
        var mixed = (word ^ word >>> 16) * 0x45d9f3b;
        mixed = (mixed ^ mixed >>> 16) * 0x45d9f3b;
        return mixed ^ mixed >>> 16;
    }

    private int[] key() {
        var known = key;
        if (known == null) {
            var bytes = secrets.sign("order-number", "rounds").getBytes(StandardCharsets.US_ASCII);
            known = new int[6];
            for (var at = 0; at < known.length * 4; at++) {
                known[at / 4] = known[at / 4] << 8 | bytes[at];
            }
            key = known;
        }
        return known;
    }
}
