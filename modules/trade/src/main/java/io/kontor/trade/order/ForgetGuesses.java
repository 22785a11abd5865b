package io.kontor.trade.order;

import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes attempts to find orders that no longer count. */
@Component
class ForgetGuesses implements Job {
    private final GuessStore guesses;
    private final Clock clock;

    ForgetGuesses(GuessStore guesses, Clock clock) {
        this.guesses = guesses;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trade.forget-guesses";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        guesses.forget(clock.instant().minus(FindOrder.MISSES_FORGOTTEN));
    }
}
