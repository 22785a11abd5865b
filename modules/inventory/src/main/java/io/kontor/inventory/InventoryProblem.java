package io.kontor.inventory;

import io.kontor.kernel.Problem;

/** Why inventory refuses. */
public enum InventoryProblem implements Problem {
    RESERVATION_DIFFERS(409, "The order has reserved other goods"),
    NOT_RESERVED(409, "More than the order holds"),
    SHIPMENT_DIFFERS(409, "The shipment was recorded with other goods"),
    RETURN_DIFFERS(409, "The return was recorded with other goods"),
    STOCK_RESERVED(409, "Fewer than are promised to orders"),
    DOCUMENT_DIFFERS(409, "The document was recorded with another content"),
    DOCUMENT_NOT_FOUND(404, "There is no such document"),
    LOCATION_NOT_FOUND(404, "There is no such location"),
    LOCATION_NEEDED(409, "The shop sells from one location at least"),
    LOCATIONS_FULL(409, "There are 100 locations already"),
    COUNT_SHEET_NOT_FOUND(404, "There is no such count sheet"),
    COUNT_SHEET_CLOSED(409, "The count sheet is closed");

    private final int status;
    private final String title;

    InventoryProblem(int status, String title) {
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
