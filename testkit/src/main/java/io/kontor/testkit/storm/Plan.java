package io.kontor.testkit.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How hard and how long a storm blows.
 *
 * @param seed what the buyers do and what strikes when follows from it
 * @param others how many blows that kill nothing: pauses, cuts, delays, lost answers
 * @param lasts at most so long, whatever is left of the blows
 * @param timed whether it is a fault to come back late; only a machine that does nothing else can say
 */
public record Plan(long seed, int kills, int databaseKills, int others, Duration lasts, int buyers, boolean timed) {

    /** One blow of each kind and what else belongs to it, for every test run. */
    public static Plan brief(long seed) {
        return new Plan(seed, 1, 1, 6, Duration.ofMinutes(3), 4, false);
    }

    List<Blow> blows() {
        var others = List.of(
                Blow.LOSE_ANSWERS,
                Blow.CUT_DATABASE,
                Blow.PAUSE_DATABASE,
                Blow.CUT_BUYERS,
                Blow.PAUSE_APPLICATION,
                Blow.DELAY_DATABASE);
        var blows = new ArrayList<>(Collections.nCopies(databaseKills, Blow.KILL_DATABASE));
        for (var i = 0; i < this.others; i++) {
            blows.add(others.get(i % others.size()));
        }
        blows.addAll(Collections.nCopies(kills, Blow.KILL_APPLICATION));
        Collections.shuffle(blows, new Random(seed));
        return blows;
    }
}
