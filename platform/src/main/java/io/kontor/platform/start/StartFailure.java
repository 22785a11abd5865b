package io.kontor.platform.start;

import org.jspecify.annotations.Nullable;

/** Kontor cannot start, for a reason the person who started it can mend. The message is one plain sentence or two. */
public final class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
