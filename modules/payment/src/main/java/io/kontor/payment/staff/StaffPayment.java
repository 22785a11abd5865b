package io.kontor.payment.staff;

import io.kontor.kernel.Money;
import io.kontor.payment.call.CallLog;
import io.kontor.payment.callback.CallbackStore;
import io.kontor.payment.capture.CaptureStore;
import io.kontor.payment.charge.PaymentMove;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.refund.RefundStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as staff sees it: with everything its provider was asked and reported, and what can be done now.
 *
 * @param remote whether its provider is at the end of a line; only then can it be asked
 * @param askedNextAt when the provider is asked next by itself, or null
 * @param toldAt since when something of it needs somebody to look, or null
 * @param capturable what can still be captured; zero when nothing can
 * @param refundable what can still be given back
 */
record StaffPayment(
        UUID id,
        UUID orderId,
        String orderNumber,
        String method,
        boolean remote,
        String status,
        Money amount,
        Money captured,
        Money refunded,
        Instant createdAt,
        @Nullable Instant capturedAt,
        @Nullable String declineReason,
        @Nullable Instant askedNextAt,
        int asked,
        @Nullable Instant toldAt,
        boolean voiding,
        List<Deed> captures,
        List<Deed> refunds,
        List<LogEntry> log,
        Money capturable,
        Money refundable,
        boolean voidable) {

    /**
     * A payment as lists show it.
     *
     * @param toldAt since when something of it needs somebody to look, or null
     */
    record Row(
            UUID id,
            UUID orderId,
            String orderNumber,
            String method,
            String status,
            Money amount,
            Money captured,
            Money refunded,
            Instant createdAt,
            @Nullable Instant toldAt) {}

    /**
     * A capture or a refund.
     *
     * @param status {@code initiated} (its provider has not confirmed it), {@code succeeded} or {@code refused}
     * @param reason why it was given, or why the provider refused it
     * @param who a member of staff by name, or {@code shop}
     */
    record Deed(
            UUID id, Money amount, String status, @Nullable String reason, String who, Instant at) {}

    /**
     * Something that went to the provider or came from it.
     *
     * @param direction {@code out} a question, {@code in} a callback, {@code here} one that was answered in this house
     * @param what {@code charge}, {@code authorise}, {@code query}, {@code capture}, {@code void}, {@code refund} or {@code callback}
     * @param outcome the answer, or what was found of a callback; null: none yet
     * @param who a member of staff by name, {@code shop}, or {@code provider}
     */
    record LogEntry(
            Instant at,
            String direction,
            String what,
            @Nullable String outcome,
            @Nullable String detail,
            @Nullable Integer tookMs,
            String who) {}

    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static StaffPayment of(
            PaymentRecord payment,
            boolean remote,
            List<CaptureStore.Capture> captures,
            List<RefundStore.RefundOfPayment> refunds,
            List<CallLog.Call> calls,
            List<CallbackStore.Report> callbacks) {
        var zero = Money.zero(payment.amount().currency());
        var underWay = captures.stream()
                .filter(capture -> capture.status() == CaptureStore.Status.INITIATED)
                .map(CaptureStore.Capture::amount)
                .reduce(zero, Money::plus);
        var isHeld = payment.allows(PaymentMove.CAPTURE_PART) && payment.open().voidingAt() == null;
        return new StaffPayment(
                payment.id(),
                payment.orderId(),
                payment.orderNumber(),
                payment.method(),
                remote,
                code(payment.standing()),
                payment.amount(),
                payment.captured(),
                payment.refunded(),
                payment.createdAt(),
                payment.capturedAt(),
                payment.declineReason(),
                payment.open().askAt(),
                payment.open().asked(),
                told(payment, captures, refunds),
                payment.open().voidingAt() != null,
                captures.stream().map(StaffPayment::deed).toList(),
                refunds.stream().map(StaffPayment::deed).toList(),
                log(payment, remote, calls, callbacks),
                isHeld ? payment.amount().minus(payment.captured()).minus(underWay) : zero,
                payment.left(),
                (payment.allows(PaymentMove.VOID) || payment.allows(PaymentMove.LET_REST_GO))
                        && payment.open().voidingAt() == null
                        && underWay.isZero());
    }

    private static @Nullable Instant told(
            PaymentRecord payment, List<CaptureStore.Capture> captures, List<RefundStore.RefundOfPayment> refunds) {
        var told = new ArrayList<@Nullable Instant>();
        told.add(payment.open().toldAt());
        captures.forEach(capture -> told.add(capture.toldAt()));
        refunds.forEach(refund -> told.add(refund.refund().toldAt()));
        return told.stream()
                .filter(at -> at != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Deed deed(CaptureStore.Capture capture) {
        return new Deed(
                capture.id(),
                capture.amount(),
                code(capture.status()),
                capture.reason(),
                capture.staff() == null ? "shop" : capture.staff().name(),
                capture.createdAt());
    }

    private static Deed deed(RefundStore.RefundOfPayment one) {
        var refund = one.refund();
        return new Deed(
                refund.id(),
                one.share(),
                refund.succeeded() ? "succeeded" : "initiated",
                refund.reason(),
                refund.staff() == null ? "shop" : refund.staff().name(),
                refund.createdAt());
    }

    /** The latest first. A charge that was answered here stands in the payment itself. */
    private static List<LogEntry> log(
            PaymentRecord payment, boolean remote, List<CallLog.Call> calls, List<CallbackStore.Report> callbacks) {
        var log = new ArrayList<LogEntry>();
        for (var call : calls) {
            log.add(new LogEntry(
                    call.askedAt(),
                    remote ? "out" : "here",
                    code(call.question()),
                    call.answer(),
                    call.detail(),
                    call.tookMs(),
                    call.staff() == null ? "shop" : call.staff()));
        }
        for (var callback : callbacks) {
            log.add(new LogEntry(
                    callback.receivedAt(), "in", "callback", code(callback.verdict()), null, null, "provider"));
        }
        if (calls.stream().noneMatch(StaffPayment::isCharge)) {
            log.add(new LogEntry(
                    payment.createdAt(),
                    "here",
                    "charge",
                    firstAnswer(payment),
                    payment.declineReason(),
                    null,
                    "shop"));
        }
        log.sort(Comparator.comparing(LogEntry::at).reversed());
        return log;
    }

    private static boolean isCharge(CallLog.Call call) {
        return call.question() == CallLog.Question.CHARGE || call.question() == CallLog.Question.AUTHORISE;
    }

    private static String firstAnswer(PaymentRecord payment) {
        if (payment.createdAt().equals(payment.capturedAt())) {
            return "captured";
        }
        return payment.nextUrl() != null ? "pending" : payment.declineReason() != null ? "declined" : "authorised";
    }
}
