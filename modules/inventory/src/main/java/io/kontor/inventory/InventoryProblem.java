package io.kontor.inventory;

import io.kontor.kernel.Problem;

/** Why inventory refuses. */
public enum InventoryProblem implements Problem {
    RESERVATION_DIFFERS(409, "The order has reserved other goods"),
    NOT_RESERVED(409, "More than the order holds"),
    SHIPMENT_DIFFERS(409, "The shipment was recorded with other goods"),
    RETURN_DIFFERS(409, "The return was recorded with other goods"),
    STOCK_RESERVED(409, "Fewer than are promised to orders");

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
