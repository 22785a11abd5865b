package io.kontor.payment.callback;

import io.kontor.payment.call.CallLog;
import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes callbacks and the log of questions after 180 days, when no provider disputes them any more. */
@Component
class ForgetCallbacks implements Job {
    private static final Duration KEPT = Duration.ofDays(180);

    private final CallbackStore callbacks;
    private final CallLog calls;
    private final Clock clock;

    ForgetCallbacks(CallbackStore callbacks, CallLog calls, Clock clock) {
        this.callbacks = callbacks;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payment.forget-callbacks";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        var before = clock.instant().minus(KEPT);
        callbacks.deleteBefore(before);
        calls.deleteBefore(before);
    }
}
