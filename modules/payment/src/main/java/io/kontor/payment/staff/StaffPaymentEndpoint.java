package io.kontor.payment.staff;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Page;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.Staff;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.call.CallLog;
import io.kontor.payment.callback.CallbackStore;
import io.kontor.payment.capture.CapturePayment;
import io.kontor.payment.capture.CaptureStore;
import io.kontor.payment.charge.AskProvider;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.charge.ReleasePayment;
import io.kontor.payment.refund.GiveRefund;
import io.kontor.payment.refund.RefundStore;
import io.kontor.payment.staff.ListPayments.Search;
import io.kontor.payment.staff.StaffPayment.Row;
import io.kontor.payment.unanswered.Unanswered;
import io.kontor.platform.access.Access;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payments in the admin API. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "payments.read")
class StaffPaymentEndpoint {
    private static final int LIMIT_MAX = 200;
    private static final int KEY_MAX = 100;

    private final ListPayments listPayments;
    private final PaymentStore payments;
    private final CaptureStore captures;
    private final RefundStore refunds;
    private final CallLog calls;
    private final CallbackStore callbacks;
    private final Providers providers;
    private final CapturePayment capturePayment;
    private final ReleasePayment releasePayment;
    private final GiveRefund giveRefund;
    private final AskProvider askProvider;
    private final Unanswered unanswered;

    StaffPaymentEndpoint(
            ListPayments listPayments,
            PaymentStore payments,
            CaptureStore captures,
            RefundStore refunds,
            CallLog calls,
            CallbackStore callbacks,
            Providers providers,
            CapturePayment capturePayment,
            ReleasePayment releasePayment,
            GiveRefund giveRefund,
            AskProvider askProvider,
            Unanswered unanswered) {
        this.listPayments = listPayments;
        this.payments = payments;
        this.captures = captures;
        this.refunds = refunds;
        this.calls = calls;
        this.callbacks = callbacks;
        this.providers = providers;
        this.capturePayment = capturePayment;
        this.releasePayment = releasePayment;
        this.giveRefund = giveRefund;
        this.askProvider = askProvider;
        this.unanswered = unanswered;
    }

    record CaptureWanted(Money amount) {}

    /** @param reason 1 to 200 characters; the buyer may read it */
    record RefundWanted(Money amount, String reason) {}

    /** @param methods those on offer */
    record Summary(long unknown, long told, List<String> methods) {}

    /**
     * Those whose outcome is not known first, then the newest.
     *
     * @param status such as {@code partially-captured}
     * @param from begun at this time or later; {@code to}: before this time
     * @param q the start of an order's number, up to 40 characters; requests of the order have it too
     * @param told only those that stay without an answer, or whose refund was refused
     */
    @GetMapping("/api/admin/v1/payments")
    ResponseEntity<Page<Row>> list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String method,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable UUID orderId,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean told,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Ask for 1 to " + LIMIT_MAX + " payments.")
                    .with("field", "limit");
        }
        var wanted = new Search(
                status(status.strip()),
                method.isBlank() ? null : method.strip(),
                from,
                to,
                orderId,
                number(q.strip()),
                told,
                limit,
                cursor);
        return answer(listPayments.list(wanted));
    }

    private static String number(String given) {
        if (!given.matches("[!-~]{0,40}")) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("An order number has up to 40 printable characters.")
                    .with("field", "q");
        }
        return given;
    }

    private static @Nullable Status status(String code) {
        if (code.isEmpty()) {
            return null;
        }
        return Arrays.stream(Status.values())
                .filter(status -> StaffPayment.code(status).equals(code))
                .findFirst()
                .orElseThrow(() -> CommonProblem.INVALID_REQUEST
                        .refusal("A payment is "
                                + Arrays.stream(Status.values())
                                        .map(StaffPayment::code)
                                        .collect(Collectors.joining(", "))
                                + ".")
                        .with("field", "status"));
    }

    @GetMapping("/api/admin/v1/payments-summary")
    ResponseEntity<Summary> summary() {
        var count = unanswered.count();
        return answer(new Summary(count.unknown(), count.told(), providers.methods()));
    }

    @GetMapping("/api/admin/v1/payments/{paymentId}")
    ResponseEntity<StaffPayment> show(@PathVariable UUID paymentId) {
        return answer(shown(payments.require(paymentId)));
    }

    @PostMapping("/api/admin/v1/payments/{paymentId}/captures")
    @Access(value = Caller.Kind.STAFF, permission = "payments.write")
    ResponseEntity<StaffPayment> capture(
            @PathVariable UUID paymentId,
            @RequestBody CaptureWanted wanted,
            @RequestHeader("Idempotency-Key") String key,
            Caller caller) {
        capturePayment.capture(
                new NewCapture(id("capture", paymentId, key), paymentId, wanted.amount()), Staff.of(caller));
        return answer(shown(payments.require(paymentId)));
    }

    /** Lets go what is held and not captured; closes a payment that is not finished. A repeat changes nothing. */
    @PostMapping("/api/admin/v1/payments/{paymentId}/void")
    @Access(value = Caller.Kind.STAFF, permission = "payments.write")
    ResponseEntity<StaffPayment> release(@PathVariable UUID paymentId, Caller caller) {
        releasePayment.release(paymentId, Staff.of(caller));
        return answer(shown(payments.require(paymentId)));
    }

    @PostMapping("/api/admin/v1/payments/{paymentId}/refunds")
    @Access(value = Caller.Kind.STAFF, permission = "payments.write")
    ResponseEntity<StaffPayment> refund(
            @PathVariable UUID paymentId,
            @RequestBody RefundWanted wanted,
            @RequestHeader("Idempotency-Key") String key,
            Caller caller) {
        var payment = payments.require(paymentId);
        giveRefund.give(
                new NewRefund(
                        id("refund", paymentId, key), payment.orderId(), wanted.amount(), wanted.reason(), paymentId),
                Staff.of(caller));
        return answer(shown(payments.require(paymentId)));
    }

    /** Asks the provider now, about the payment and whatever of its captures and refunds has no answer yet. */
    @PostMapping("/api/admin/v1/payments/{paymentId}/questions")
    @Access(value = Caller.Kind.STAFF, permission = "payments.write")
    ResponseEntity<StaffPayment> ask(@PathVariable UUID paymentId, Caller caller) {
        askProvider.ask(paymentId, Staff.of(caller));
        captures.ofPayment(paymentId).stream()
                .filter(capture -> capture.status() == CaptureStore.Status.INITIATED)
                .forEach(capture -> capturePayment.finish(capture.id()));
        refunds.ofPayment(paymentId).stream()
                .filter(refund -> !refund.refund().succeeded())
                .forEach(refund -> giveRefund.finish(refund.refund().id()));
        return answer(shown(payments.require(paymentId)));
    }

    /** The same for every repeat of the request, so that it is done once. */
    private static UUID id(String what, UUID paymentId, String key) {
        if (key.isBlank() || key.length() > KEY_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "Idempotency-Key is 1 to " + KEY_MAX + " printable characters; a UUID is best.");
        }
        return Ids.named(what, paymentId.toString(), key);
    }

    private StaffPayment shown(PaymentRecord payment) {
        return StaffPayment.of(
                payment,
                providers.require(payment.method()).remote(payment.outcome()),
                captures.ofPayment(payment.id()),
                refunds.ofPayment(payment.id()),
                calls.of(payment.id()),
                callbacks.of(payment.id()));
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
