package io.kontor.trade.staff;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.paper.PrintOrders;
import io.kontor.trade.paper.PrintOrders.Slip;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The papers of orders, for staff. {@code lang=zh} or {@code en} says in which language. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "orders.read")
class PaperEndpoint {
    private static final int ORDERS_MAX = 100;

    private final OrderStore orders;
    private final Fulfilment fulfilment;
    private final PrintOrders printOrders;

    PaperEndpoint(OrderStore orders, Fulfilment fulfilment, PrintOrders printOrders) {
        this.orders = orders;
        this.fulfilment = fulfilment;
        this.printOrders = printOrders;
    }

    /** @param shipment of the parcel; without it what is left to ship, or else the whole order */
    @GetMapping("/api/admin/v1/orders/{number}/packing-slip.pdf")
    ResponseEntity<byte[]> packingSlip(
            @PathVariable String number, @RequestParam(required = false) @Nullable UUID shipment, Language language) {
        var order = require(number);
        var slip = new Slip(order, shipment == null ? null : parcel(order, shipment));
        return pdf("packing-slip-" + number, printOrders.packingSlips(List.of(slip), language));
    }

    @GetMapping("/api/admin/v1/orders/{number}/invoice.pdf")
    ResponseEntity<byte[]> invoice(@PathVariable String number, Language language) {
        return pdf("invoice-" + number, printOrders.invoices(List.of(require(number)), language));
    }

    /** @param number of the orders, 1 to 100 */
    @GetMapping("/api/admin/v1/order-papers/packing-slips.pdf")
    ResponseEntity<byte[]> packingSlips(@RequestParam List<String> number, Language language) {
        var slips = require(number).stream().map(order -> new Slip(order, null)).toList();
        return pdf("packing-slips", printOrders.packingSlips(slips, language));
    }

    /** @param number of the orders, 1 to 100 */
    @GetMapping("/api/admin/v1/order-papers/invoices.pdf")
    ResponseEntity<byte[]> invoices(@RequestParam List<String> number, Language language) {
        return pdf("invoices", printOrders.invoices(require(number), language));
    }

    private Shipment parcel(KeptOrder order, UUID shipmentId) {
        return fulfilment.shipments(List.of(order.orderId())).stream()
                .filter(one -> one.id().equals(shipmentId))
                .findFirst()
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("The order has no such parcel."));
    }

    private KeptOrder require(String number) {
        return orders.findByNumber(number).orElseThrow(OrderStore::unknown);
    }

    private List<KeptOrder> require(List<String> numbers) {
        var wanted = numbers.stream().distinct().toList();
        if (wanted.isEmpty() || wanted.size() > ORDERS_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Name 1 to " + ORDERS_MAX + " orders.")
                    .with("field", "number");
        }
        return wanted.stream().map(this::require).toList();
    }

    private static ResponseEntity<byte[]> pdf(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".pdf")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(content);
    }
}
