package io.kontor.platform.event;

import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Whether the modules of this process have heard what was told before it started, by themselves or in another process that
 * lives. Until then nothing is to be given up because nobody said that it is needed: it may have been said while nobody
 * was there to hear it.
 */
@Component
public class Hearing {
    private volatile BooleanSupplier caughtUp = () -> false;

    Hearing() {}

    public boolean hasCaughtUp() {
        return caughtUp.getAsBoolean();
    }

    void says(BooleanSupplier hasCaughtUp) {
        caughtUp = hasCaughtUp;
    }
}
