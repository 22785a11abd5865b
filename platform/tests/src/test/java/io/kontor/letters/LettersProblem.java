package io.kontor.letters;

import io.kontor.kernel.Problem;

public enum LettersProblem implements Problem {
    EMPTY_LETTER(422, "A letter says something");

    private final int status;
    private final String title;

    LettersProblem(int status, String title) {
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
