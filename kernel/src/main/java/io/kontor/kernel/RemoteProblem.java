package io.kontor.kernel;

import java.util.Locale;

/** A problem that another process told us: the same code, status and title as its enum constant there. */
public record RemoteProblem(String code, int status, String title) implements Problem {
    @Override
    public String name() {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
