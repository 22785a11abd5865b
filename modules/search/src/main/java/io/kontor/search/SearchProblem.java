package io.kontor.search;

import io.kontor.kernel.Problem;

/** Why search refuses. */
public enum SearchProblem implements Problem {
    INVALID_TUNING(422, "The search settings are not valid");

    private final int status;
    private final String title;

    SearchProblem(int status, String title) {
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
