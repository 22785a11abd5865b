package io.kontor.testkit.storm;

import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Buyers buy while a nemesis strikes; when it has passed and the shop has come to rest, the check says what is left. */
public final class Storm {
    private static final int SCARCE = 60;
    private static final Duration START_MAX = Duration.ofMinutes(4);
    private static final Duration REST_MAX = Duration.ofSeconds(150);

    private final Plan plan;
    private final String commit;
    private final Path folder;
    private final List<String> command;
    private final PrintStream out;
    private final long started = System.nanoTime();
    private final Map<String, Integer> blows = new TreeMap<>();
    private final Map<String, Duration> worst = new LinkedHashMap<>();
    private final List<Violation> during = new ArrayList<>();
    private volatile boolean over;
    private volatile boolean interrupted;

    /**
     * @param folder for the database, the logs and the history; kept afterwards
     * @param command that starts the shop when it is given its settings
     */
    public Storm(Plan plan, String commit, Path folder, List<String> command, PrintStream out) {
        this.plan = plan;
        this.commit = commit;
        this.folder = folder;
        this.command = command;
        this.out = out;
    }

    /** Lets it pass early; what was found until then is still told. */
    public void interrupt() {
        interrupted = true;
        over = true;
    }

    public Verdict rage() throws SQLException {
        try (var ground = new Ground(folder, command)) {
            try (var history = History.in(folder.resolve("history.jsonl"))) {
                ground.startApplication();
                return rage(ground, history);
            }
        }
    }

    private Verdict rage(Ground ground, History history) throws SQLException {
        say("seed %d, commit %s, %d buyers, all that is kept stands in %s", plan.seed(), commit, plan.buyers(), folder);
        var shop = ground.shop();
        untilReady(ground, shop);
        if (over) {
            return new Verdict(plan.seed(), commit, true, lasted(), blows, worst, Map.of(), List.of());
        }
        var shelf = Shelf.fill(shop, SCARCE);
        try (var db = ground.connect()) {
            Shelf.share(shelf, db);
        }
        var work = Work.none();
        var probe = new StormBuyer(0, plan.seed(), shop, shelf, work, history, () -> false);
        untilSold(ground, probe, shelf);
        say("the shop is open");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var no = 1; no <= plan.buyers(); no++) {
                threads.submit(new StormBuyer(no, plan.seed(), shop, shelf, work, history, () -> over));
            }
            threads.submit(new StormStaff(
                    plan.buyers() + 1, plan.seed(), shop, Members.admin(shop), shelf, work, history, () -> over));
            blow(ground, history, probe, shelf);
            over = true;
        }
        say("the storm is over, the shop comes to rest");
        var violations = atRest(ground, history);
        return new Verdict(plan.seed(), commit, interrupted, lasted(), blows, worst, history.summary(), violations);
    }

    private void blow(Ground ground, History history, StormBuyer probe, Shelf shelf) throws SQLException {
        var random = new Random(plan.seed());
        var all = plan.blows();
        for (var no = 0; no < all.size() && !over && lasted().compareTo(plan.lasts()) < 0; no++) {
            LockSupport.parkNanos(Duration.ofMillis(700 + random.nextInt(1_500)).toNanos());
            var blow = all.get(no);
            var from = System.nanoTime();
            blow.strike(ground, random);
            blows.merge(blow.words(), 1, Integer::sum);
            if (!untilSold(ground, probe, shelf)) {
                during.add(new Violation(Invariant.SERVING_AGAIN, "never, after \"" + blow.words() + "\""));
                return;
            }
            var took = Duration.ofNanos(System.nanoTime() - from);
            if (blow.kills()) {
                worst.merge(blow.words(), took, (a, b) -> a.compareTo(b) > 0 ? a : b);
                if (plan.timed() && took.compareTo(blow.limit()) > 0) {
                    during.add(new Violation(
                            Invariant.SERVING_AGAIN,
                            "%.1f s after \"%s\" no. %d".formatted(took.toMillis() / 1000.0, blow.words(), no + 1)));
                }
            }
            say(
                    "%d of %d: %s, sold again after %.1f s; %d orders",
                    no + 1,
                    all.size(),
                    blow.words(),
                    took.toMillis() / 1000.0,
                    history.summary().getOrDefault("ORDER 201", 0));
            overdue(ground);
        }
    }

    /** Holds must not outlive their time while it storms either. */
    private void overdue(Ground ground) throws SQLException {
        try (var db = ground.connect()) {
            new Books(db)
                    .violations(Invariant.HOLDS).stream()
                            .filter(violation -> !during.contains(violation))
                            .forEach(during::add);
        }
    }

    void untilReady(Ground ground, TestShop shop) {
        var deadline = System.nanoTime() + START_MAX.toNanos();
        while (!over && !isReady(shop)) {
            if (System.nanoTime() > deadline || !ground.applicationRuns()) {
                throw new IllegalStateException("The shop does not start: " + ground.applicationLog());
            }
            LockSupport.parkNanos(100_000_000L);
        }
    }

    private static boolean isReady(TestShop shop) {
        try {
            return shop.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private boolean untilSold(Ground ground, StormBuyer probe, Shelf shelf) {
        var deadline = System.nanoTime() + START_MAX.toNanos();
        while (!probe.buyOne(shelf.skus().getFirst())) {
            if (System.nanoTime() > deadline || !ground.applicationRuns()) {
                return false;
            }
            LockSupport.parkNanos(50_000_000L);
        }
        return true;
    }

    /** What must come by itself is given time; what is still wrong then is wrong. */
    List<Violation> atRest(Ground ground, History history) throws SQLException {
        var deadline = System.nanoTime() + REST_MAX.toNanos();
        var violations = check(ground, history);
        while (violations.stream().anyMatch(violation -> violation.invariant() != Invariant.ANSWERS)
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000_000L);
            violations = check(ground, history);
        }
        violations.addAll(during);
        for (var defect : ground.defects()) {
            violations.add(new Violation(Invariant.ANSWERS, defect));
        }
        for (var line : ground.alarms()) {
            violations.add(new Violation(Invariant.DATABASE_LOG, line));
        }
        return violations;
    }

    private static List<Violation> check(Ground ground, History history) throws SQLException {
        try (var db = ground.connect()) {
            db.setAutoCommit(false);
            db.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return Check.check(history, db);
        }
    }

    private Duration lasted() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void say(String words, Object... facts) {
        out.printf("%6.1f s  %s%n", lasted().toMillis() / 1000.0, words.formatted(facts));
        out.flush();
    }
}
