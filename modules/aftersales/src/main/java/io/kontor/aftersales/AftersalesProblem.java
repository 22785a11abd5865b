package io.kontor.aftersales;

import io.kontor.kernel.Problem;

/** Why aftersales refuses. */
public enum AftersalesProblem implements Problem {
    RETURN_NOT_FOUND(404, "There is no such request"),
    NOT_RETURNABLE(409, "More than can be returned"),
    WINDOW_CLOSED(409, "The time to return this has passed"),
    NOT_EXCHANGEABLE(409, "It cannot be exchanged for that"),
    TOO_MANY_RETURNS(409, "Too many requests for one order"),
    RETURN_MOVED_ON(409, "The request is not where this can be done"),
    REPLACEMENT_OUT_OF_STOCK(409, "There is nothing to exchange it for"),
    PHOTO_TOO_LARGE(413, "The photo is too large"),
    PHOTO_REFUSED(422, "The photo cannot be kept"),
    TOO_MANY_PHOTOS(409, "Too many photos");

    private final int status;
    private final String title;

    AftersalesProblem(int status, String title) {
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
