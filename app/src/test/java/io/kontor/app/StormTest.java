package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.storm.Plan;
import io.kontor.testkit.storm.Storm;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A brief storm: one kill of the application and of the database each, and one of every other blow. */
class StormTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingIsSoldTwice() throws Exception {
        var seed = new Random().nextLong();
        var storm = new Storm(Plan.brief(seed), "under test", folder, RunningKontor.command(), System.out);
        var verdict = storm.rage();
        System.out.println(verdict.words());
        assertThat(verdict.violations()).as(verdict.words()).isEmpty();
    }
}
