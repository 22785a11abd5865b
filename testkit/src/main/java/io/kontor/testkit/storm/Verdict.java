package io.kontor.testkit.storm;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of a storm.
 *
 * @param blows how often each struck
 * @param worst the longest that the shop took to sell again after each kind of kill
 * @param acts how often buyers did what and were answered how
 */
public record Verdict(
        long seed,
        String commit,
        boolean interrupted,
        Duration lasted,
        Map<String, Integer> blows,
        Map<String, Duration> worst,
        Map<String, Integer> acts,
        List<Violation> violations) {
    private static final int SHOWN_MAX = 10;

    public boolean isSound() {
        return violations.isEmpty();
    }

    public String words() {
        var words = new StringBuilder();
        words.append("seed %d, commit %s, %d s%s%n"
                .formatted(seed, commit, lasted.toSeconds(), interrupted ? ", interrupted" : ""));
        words.append("buyers:  ").append(listed(acts)).append('\n');
        words.append("blows:   ").append(listed(blows)).append('\n');
        worst.forEach((kill, time) -> words.append(
                "selling again after \"%s\": at worst %.1f s%n".formatted(kill, time.toMillis() / 1000.0)));
        for (var invariant : Invariant.values()) {
            var its = violations.stream()
                    .filter(violation -> violation.invariant() == invariant)
                    .toList();
            words.append(
                    "%s  %-13s %s%n".formatted(its.isEmpty() ? "holds " : "BROKEN", invariant, invariant.sentence()));
            its.stream()
                    .limit(SHOWN_MAX)
                    .forEach(violation -> words.append("        - ")
                            .append(violation.finding())
                            .append('\n'));
            if (its.size() > SHOWN_MAX) {
                words.append("        and %d more%n".formatted(its.size() - SHOWN_MAX));
            }
        }
        words.append("verdict: ").append(isSound() ? "sound" : "BROKEN").append('\n');
        return words.toString();
    }

    private static String listed(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }
}
