package io.kontor.trade.order;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.NextAction;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderSummary;
import io.kontor.trade.paper.PrintOrders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders in the store API: for the account that placed one, or whoever sends its access token as bearer. */
@RestController
@Access(Caller.Kind.GUEST)
public class OrderEndpoint {
    private static final int REASON_MAX = 500;

    private final FindOrder findOrder;
    private final ShowOrder showOrder;
    private final ListOrders listOrders;
    private final PayOrder payOrder;
    private final CancelOrder cancelOrder;
    private final ChangeAddress changeAddress;
    private final ConfirmReceipt confirmReceipt;
    private final PrintOrders printOrders;

    OrderEndpoint(
            FindOrder findOrder,
            ShowOrder showOrder,
            ListOrders listOrders,
            PayOrder payOrder,
            CancelOrder cancelOrder,
            ChangeAddress changeAddress,
            ConfirmReceipt confirmReceipt,
            PrintOrders printOrders) {
        this.findOrder = findOrder;
        this.showOrder = showOrder;
        this.listOrders = listOrders;
        this.payOrder = payOrder;
        this.cancelOrder = cancelOrder;
        this.changeAddress = changeAddress;
        this.confirmReceipt = confirmReceipt;
        this.printOrders = printOrders;
    }

    /** @param outcome for {@code sandbox}: {@code capture}, {@code decline}, {@code pending}, or what can go wrong on a line */
    record NewPayment(@Nullable String method, @Nullable String outcome) {}

    /** @param status {@code captured}, {@code authorised}, {@code pending}, {@code unknown} (it is being asked for) or {@code declined}; {@code nextAction} where a pending one is finished */
    record PaymentAnswer(
            String status,
            @Nullable NextAction nextAction,
            @Nullable String declineReason,
            String orderNumber,
            String orderStatus) {}

    record Cancellation(@Nullable String reason) {}

    @GetMapping("/api/store/v1/orders/{number}")
    ResponseEntity<Order> show(
            @PathVariable String number,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        var order = findOrder.require(number, asker(caller, language, authorization));
        return answer(showOrder.show(order, language));
    }

    /** Of an order that is paid. */
    @GetMapping("/api/store/v1/orders/{number}/invoice.pdf")
    ResponseEntity<byte[]> invoice(
            @PathVariable String number,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        var order = findOrder.require(number, asker(caller, language, authorization));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .body(printOrders.invoices(List.of(order), language));
    }

    @GetMapping("/api/store/v1/me/orders")
    @Access(Caller.Kind.SHOPPER)
    ResponseEntity<Page<OrderSummary>> mine(
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            Language language) {
        return answer(listOrders.list(caller.requireAccountId(), limit, cursor, language));
    }

    @PostMapping("/api/store/v1/orders/{number}/payments")
    ResponseEntity<PaymentAnswer> pay(
            @PathVariable String number,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewPayment wanted,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        var order = payOrder.pay(
                number,
                new Trade.PayOrder(
                        asker(caller, language, authorization),
                        key,
                        String.valueOf(wanted.method()),
                        wanted.outcome()));
        var payment = order.payment();
        return answer(
                payment == null
                        ? new PaymentAnswer("captured", null, null, order.number(), order.status())
                        : new PaymentAnswer(
                                payment.status(),
                                payment.nextAction(),
                                payment.declineReason(),
                                order.number(),
                                order.status()));
    }

    @PostMapping("/api/store/v1/orders/{number}/cancellation")
    ResponseEntity<Order> cancel(
            @PathVariable String number,
            @RequestBody Optional<Cancellation> cancellation,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        var order = findOrder.require(number, asker(caller, language, authorization));
        var reason = requireReason(cancellation.map(Cancellation::reason).orElse(""));
        return answer(showOrder.show(cancelOrder.cancel(order, Actor.buyer(caller), reason), language));
    }

    /** Another address in the same region, until something is shipped; the price stays. */
    @PutMapping("/api/store/v1/orders/{number}/address")
    ResponseEntity<Order> address(
            @PathVariable String number,
            @RequestBody Address wanted,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        var order = findOrder.require(number, asker(caller, language, authorization));
        var changed = changeAddress.change(order, Addresses.require(wanted), Actor.buyer(caller));
        return answer(showOrder.show(changed, language));
    }

    @PostMapping("/api/store/v1/orders/{number}/receipt")
    ResponseEntity<Order> receive(
            @PathVariable String number,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            Caller caller,
            Language language) {
        var order = findOrder.require(number, asker(caller, language, authorization));
        return answer(showOrder.show(confirmReceipt.confirm(order, Actor.buyer(caller)), language));
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    public static String requireReason(@Nullable String given) {
        var reason = given == null ? "" : given.strip();
        if (reason.length() > REASON_MAX
                || reason.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A reason has at most " + REASON_MAX + " printable characters.")
                    .with("field", "reason");
        }
        return reason;
    }

    private static Asker asker(Caller caller, Language language, @Nullable String authorization) {
        var token = authorization != null && authorization.startsWith("Bearer ")
                ? authorization.substring(7).strip()
                : null;
        return new Asker(caller, language, token, null);
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
