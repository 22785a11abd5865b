package io.kontor.app;

import io.kontor.platform.start.KontorApplication;

/** Starts Kontor. */
public final class Kontor {
    private Kontor() {}

    public static void main(String[] arguments) {
        try {
            KontorApplication.of(House.MODULES).run(arguments);
        } catch (RuntimeException reported) {
            // Spring has told the reason already; what starts Kontor only needs to know that it failed.
            System.exit(1);
        }
    }
}
