package io.kontor.trade.cart;

import io.kontor.platform.job.Job;
import io.kontor.trade.TradeSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes carts that nobody has touched for long. */
@Component
public class ForgetIdleCarts implements Job {
    private final CartStore carts;
    private final TradeSettings settings;
    private final Clock clock;

    ForgetIdleCarts(CartStore carts, TradeSettings settings, Clock clock) {
        this.carts = carts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trade.forget-idle-carts";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(3);
    }

    @Override
    public void run() {
        var since = clock.instant().minus(settings.cartIdleMax());
        while (carts.forget(since) > 0) {}
    }
}
