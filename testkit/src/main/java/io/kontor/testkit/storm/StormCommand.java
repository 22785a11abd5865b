package io.kontor.testkit.storm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./kontor storm}: a long storm over the shop that was built. Ends with 0 when the shop was sound, with 1 when an
 * invariant was broken, with 2 when it was not understood.
 */
public final class StormCommand {
    private static final Set<String> NUMBERS =
            Set.of("--kills", "--database-kills", "--seconds", "--seed", "--buyers", "--units", "--tries");
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration CHECK_MAX = Duration.ofMinutes(3);

    private StormCommand() {}

    /** Arguments: the options, {@code --commit NAME}, {@code --folder DIR}, and after {@code --} what starts the shop. */
    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var options = new HashMap<String, String>();
        var command = new ArrayList<String>();
        var refusal = read(List.of(arguments), options, command);
        if (!refusal.isEmpty()) {
            System.err.println("Kontor: " + refusal);
            System.exit(2);
        }
        System.exit(rage(options, command, out) ? 0 : 1);
    }

    /** @return what was not understood, or empty */
    private static String read(List<String> arguments, Map<String, String> options, List<String> command) {
        for (var at = 0; at < arguments.size(); at++) {
            var name = arguments.get(at);
            if (name.equals("--")) {
                command.addAll(arguments.subList(at + 1, arguments.size()));
                return "";
            }
            if (name.equals("--hot-sku")) {
                options.put(name, "");
            } else if (!NUMBERS.contains(name) && !name.equals("--commit") && !name.equals("--folder")) {
                return "storm has no option " + name + ". ./kontor help lists the options.";
            } else if (at + 1 == arguments.size()) {
                return name + " wants a value. ./kontor help lists the options.";
            } else {
                options.put(name, arguments.get(++at));
                if (NUMBERS.contains(name) && !options.get(name).matches("-?\\d{1,19}")) {
                    return name + " wants a whole number.";
                }
            }
        }
        return "storm needs to know what starts the shop.";
    }

    private static boolean rage(Map<String, String> options, List<String> command, PrintStream out)
            throws IOException, SQLException {
        var folder = Path.of(options.getOrDefault("--folder", "target/storm"))
                .resolve(String.valueOf(System.currentTimeMillis()));
        Files.createDirectories(folder);
        var seed = number(options, "--seed", new Random().nextLong());
        var commit = options.getOrDefault("--commit", "unknown");
        if (options.containsKey("--hot-sku")) {
            var rush = new Rush(
                    seed, (int) number(options, "--units", 1_000), (int) number(options, "--tries", 100_000), (int)
                            number(options, "--buyers", 20_000));
            return told(rush.sell(commit, folder, command, out), out);
        }
        var kills = (int) number(options, "--kills", 100);
        var databaseKills = (int) number(options, "--database-kills", 50);
        var lasts = Duration.ofSeconds(number(options, "--seconds", LONGEST.toSeconds()));
        var plan = new Plan(
                seed,
                kills,
                databaseKills,
                Math.max(6, (kills + databaseKills) / 2),
                lasts,
                (int) number(options, "--buyers", 6),
                true);
        var storm = new Storm(plan, commit, folder, command, out);
        var finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (finished.getCount() > 0) {
                out.println("Interrupted: looking at what there is until now ...");
                storm.interrupt();
                await(finished);
            }
        }));
        try {
            return told(storm.rage(), out);
        } finally {
            finished.countDown();
        }
    }

    private static boolean told(Verdict verdict, PrintStream out) {
        out.println();
        out.print(verdict.words());
        return verdict.isSound();
    }

    private static long number(Map<String, String> options, String name, long otherwise) {
        return options.containsKey(name) ? Long.parseLong(options.get(name)) : otherwise;
    }

    private static void await(CountDownLatch finished) {
        try {
            if (!finished.await(CHECK_MAX.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("Kontor: the check did not come to an end.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
