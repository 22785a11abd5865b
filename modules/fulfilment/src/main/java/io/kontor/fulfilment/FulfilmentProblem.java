package io.kontor.fulfilment;

import io.kontor.kernel.Problem;

/** Why fulfilment refuses. */
public enum FulfilmentProblem implements Problem {
    UNKNOWN_DELIVERY_METHOD(404, "There is no such delivery method"),
    METHOD_EXISTS(409, "There is such a delivery method already"),
    STANDARD_STAYS(409, "Standard delivery is always offered"),
    PARCEL_DIFFERS(409, "The parcel was recorded otherwise"),
    UNKNOWN_SHIPMENT(404, "There is no such parcel"),
    TOO_MANY_EVENTS(409, "The parcel has too many events"),
    UNKNOWN_POINT(404, "There is no such pick-up point"),
    POINT_EXISTS(409, "There is such a pick-up point already"),
    NOT_READY(409, "The order is not ready to be picked up"),
    WRONG_CODE(409, "This is not the order's pick-up code"),
    TOO_MANY_CODES(429, "Too many wrong codes"),
    TRACKING_FORGED(401, "The report is not signed by the carrier"),
    TRACKING_TOO_OLD(400, "The report is too old");

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
