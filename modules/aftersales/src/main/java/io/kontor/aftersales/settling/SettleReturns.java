package io.kontor.aftersales.settling;

import io.kontor.aftersales.request.ReturnStore;
import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Goes on where a process that moved a request could not tell other modules of it. */
@Component
public class SettleReturns implements Job {
    private static final int BATCH = 200;

    private final ReturnStore returns;
    private final SettleReturn settleReturn;
    private final Clock clock;

    SettleReturns(ReturnStore returns, SettleReturn settleReturn, Clock clock) {
        this.returns = returns;
        this.settleReturn = settleReturn;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "aftersales.settle-returns";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void run() {
        // Each is put off when it fails, so a batch is never the same as the one before.
        returns.unsettled(clock.instant(), BATCH).forEach(settleReturn::settle);
    }
}
