package io.kontor.testkit.storm;

import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.storm.History.Act;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everybody wants the same few units, of which one buyer may have only so many: exactly those are sold, however many try,
 * and nobody gets more.
 *
 * @param buyers who try in turn, each for one unit at a time
 */
record Rush(long seed, int units, int tries, int buyers) {
    private static final int AT_ONCE = 64;
    private static final int EACH_MAX = 2;

    Verdict sell(String commit, Path folder, List<String> command, PrintStream out) throws SQLException {
        try (var ground = new Ground(folder, command)) {
            try (var history = History.inMemory()) {
                ground.startApplication();
                var storm = new Storm(new Plan(seed, 0, 0, 0, Duration.ZERO, 0, false), commit, folder, command, out);
                storm.untilReady(ground, ground.shop());
                var shelf = Shelf.fill(ground.shop(), units);
                limit(ground.shop(), shelf.scarce());
                var took = rush(ground, shelf, history, out);
                var violations = storm.atRest(ground, history);
                violations.addAll(notExactly(ground, shelf, history));
                out.printf(
                        "%d tries in %.1f s, %.0f a second%n",
                        tries, took.toMillis() / 1000.0, tries * 1000.0 / took.toMillis());
                return new Verdict(
                        seed, commit, false, took, Map.of("tries", tries), Map.of(), history.summary(), violations);
            }
        }
    }

    /** Lets one buyer have no more than a few units a day. */
    private static void limit(TestShop shop, String sku) {
        var admin = Members.admin(shop);
        var products = "/api/admin/v1/products";
        var productId = shop.get(products + "?q=" + sku, "Cookie", admin)
                .json()
                .path("items")
                .path(0)
                .path("productId")
                .asString();
        var sheet = shop.get(products + "/" + productId, "Cookie", admin);
        var limited = (ObjectNode) sheet.json();
        limited.putObject("terms").put("buyerMax", EACH_MAX).put("buyerDays", 1);
        var changed = shop.send(
                "PUT",
                products + "/" + productId,
                limited.toString(),
                "Cookie",
                admin,
                "If-Match",
                sheet.header("ETag"));
        if (changed.status() != 200) {
            throw new IllegalStateException("The scarce goods cannot be limited: " + changed.body());
        }
    }

    private Duration rush(Ground ground, Shelf shelf, History history, PrintStream out) {
        var from = System.nanoTime();
        // Past the wire: nothing is cut here, and it would only cost time.
        var shop = ground.shopPastTheWire();
        var all = new ArrayList<StormBuyer>();
        for (var no = 1; no <= buyers; no++) {
            all.add(new StormBuyer(no, seed, shop, shelf, Work.none(), history, () -> false));
        }
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < AT_ONCE; i++) {
                threads.submit(() -> {
                    for (var no = next.getAndIncrement(); no < tries; no = next.getAndIncrement()) {
                        all.get(no % buyers).buyOne(shelf.scarce());
                        if (no % 5_000 == 4_999) {
                            out.printf("%6.1f s  %d tries%n", (System.nanoTime() - from) / 1e9, no + 1);
                        }
                    }
                });
            }
        }
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private List<Violation> notExactly(Ground ground, Shelf shelf, History history) throws SQLException {
        var found = new ArrayList<Violation>();
        try (var db = ground.connect()) {
            var sold = new Books(db).sold().getOrDefault(shelf.scarce(), 0L);
            var bought = history.steps().stream()
                    .filter(step -> step.tried().act() == Act.ORDER && step.answered(201))
                    .collect(Collectors.groupingBy(step -> step.tried().buyer(), TreeMap::new, Collectors.counting()));
            var acknowledged =
                    bought.values().stream().mapToLong(Long::longValue).sum();
            var wanted = Math.min(units, buyers * EACH_MAX);
            if (sold != wanted || acknowledged != wanted) {
                found.add(new Violation(
                        Invariant.STOCK,
                        "%d of %d units are sold, %d sales were acknowledged".formatted(sold, wanted, acknowledged)));
            }
            bought.forEach((buyer, times) -> {
                if (times > EACH_MAX) {
                    found.add(new Violation(
                            Invariant.STOCK,
                            "buyer %d has %d units and may have %d".formatted(buyer, times, EACH_MAX)));
                }
            });
        }
        return found;
    }
}
