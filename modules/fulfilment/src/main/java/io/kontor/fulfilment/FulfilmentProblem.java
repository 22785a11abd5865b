package io.kontor.fulfilment;

import io.kontor.kernel.Problem;

/** Why fulfilment refuses. */
public enum FulfilmentProblem implements Problem {
    UNKNOWN_DELIVERY_METHOD(404, "There is no such delivery method"),
    METHOD_EXISTS(409, "There is such a delivery method already"),
    STANDARD_STAYS(409, "Standard delivery is always offered"),
    PARCEL_DIFFERS(409, "The parcel was recorded otherwise");

    private final int status;
    private final String title;

    FulfilmentProblem(int status, String title) {
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
