package io.kontor.trade.staff;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.trade.order.OrderSearch.Search;
import io.kontor.trade.staff.ShipMany.Result;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders as lists that staff takes along or brings: an export, and tracking numbers to ship by. */
@RestController
class OrderListEndpoint {
    private static final int CSV_MAX = 200_000;

    private final ExportOrders exportOrders;
    private final ShipMany shipMany;

    OrderListEndpoint(ExportOrders exportOrders, ShipMany shipMany) {
        this.exportOrders = exportOrders;
        this.shipMany = shipMany;
    }

    /** @param csv with a line of titles: order, carrier, tracking number, and perhaps sku and quantity; up to 500 rows */
    record ShippingList(@Nullable String csv) {}

    /** The orders that the filters of the list find, as CSV, one row for every line; up to 50,000 orders. */
    @GetMapping("/api/admin/v1/orders.csv")
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    void export(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Language language,
            HttpServletResponse response)
            throws IOException {
        var wanted = new Search(
                StaffOrderEndpoint.words("q", q),
                StaffOrderEndpoint.status(status),
                StaffOrderEndpoint.words("tag", tag),
                from,
                to,
                1,
                null);
        exportOrders.refuseMore(wanted, ExportOrders.ORDERS_MAX);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
        response.setHeader("Cache-Control", "no-store");
        exportOrders.write(wanted, language, response.getOutputStream());
    }

    /** What would become of each row. Changes nothing. */
    @PostMapping("/api/admin/v1/shipping-lists/previews")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    Page<Result> preview(@RequestBody ShippingList list) {
        return Page.of(shipMany.preview(TrackingNumbers.read(require(list))));
    }

    /** Ships what can be shipped and says of each row what became of it. Sent again it ships nothing twice. */
    @PostMapping("/api/admin/v1/shipping-lists")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    Page<Result> ship(@RequestBody ShippingList list, Caller caller) {
        return Page.of(shipMany.ship(TrackingNumbers.read(require(list)), caller));
    }

    private static String require(ShippingList list) {
        var csv = list.csv();
        if (csv == null || csv.isBlank() || csv.length() > CSV_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Send a list of up to " + TrackingNumbers.ROWS_MAX + " rows.")
                    .with("field", "csv");
        }
        return csv;
    }
}
