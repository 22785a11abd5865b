package io.kontor.membership;

import io.kontor.kernel.Problem;

/** What membership refuses. */
public enum MembershipProblem implements Problem {
    UNKNOWN_PRODUCT(404, "There is no such product on sale"),
    TOO_MANY_ADDRESSES(409, "The address book is full"),
    TOO_MANY_FAVOURITES(409, "There are too many favourites");

    private final int status;
    private final String title;

    MembershipProblem(int status, String title) {
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
