package io.kontor.backoffice.shell;

import io.kontor.kernel.Problem;

enum BackofficeProblem implements Problem {
    SCREENS_NOT_BUILT(503, "The back office's screens are not built");

    private final int status;
    private final String title;

    BackofficeProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
