package io.kontor.payment.sandbox;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.PaymentProvider.Charge;
import io.kontor.payment.PaymentProvider.Deed;
import io.kontor.payment.PaymentProvider.Standing;
import io.kontor.payment.sandbox.SandboxBooks.Entry;
import io.kontor.payment.sandbox.SandboxBooks.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** The sandbox as a provider at the end of a line, with all that goes wrong on lines: each outcome one way of it. */
@Component
class RemoteSandbox {
    static final Set<String> OUTCOMES = Set.of(
            "hang",
            "lost",
            "broken",
            "flaky",
            "answer-twice",
            "callback-early",
            "callback-late",
            "callback-twice",
            "callback-never");
    static final Duration LATE = Duration.ofMinutes(2);
    private static final Duration HANGS = Duration.ofMinutes(1);

    private final SandboxBooks books;
    private final SandboxCallbacks callbacks;
    private final Clock clock;

    RemoteSandbox(SandboxBooks books, SandboxCallbacks callbacks, Clock clock) {
        this.books = books;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    Charge charge(NewPayment wanted, String outcome) {
        return take(wanted, outcome, Status.CAPTURED);
    }

    Charge authorise(NewPayment wanted, String outcome) {
        return take(wanted, outcome, Status.AUTHORISED);
    }

    private Charge take(NewPayment wanted, String outcome, Status taken) {
        if (outcome.equals("lost")) {
            throw lineBroke();
        }
        var waits = Set.of("callback-early", "callback-late", "callback-twice").contains(outcome);
        var entry = books.open(wanted, outcome, waits && taken == Status.CAPTURED ? Status.PENDING : taken);
        var id = entry.paymentId();
        failEverySecondTime(entry);
        return switch (outcome) {
            case "hang" -> hang();
            case "broken" -> throw lineBroke();
            case "answer-twice" -> {
                books.callBackAt(id, clock.instant());
                yield answer(entry);
            }
            case "callback-early" -> {
                callbacks.callBack(id);
                yield new Charge.Pending(null);
            }
            case "callback-late" -> {
                books.callBackAt(id, clock.instant().plus(LATE));
                yield new Charge.Pending(null);
            }
            case "callback-twice" -> {
                books.callBackAt(id, clock.instant());
                books.callBackAt(id, clock.instant());
                yield new Charge.Pending(null);
            }
            case "callback-never" -> new Charge.Pending(null);
            default -> answer(entry);
        };
    }

    private static Charge answer(Entry entry) {
        return switch (entry.status()) {
            case CAPTURED -> new Charge.Captured();
            case AUTHORISED -> new Charge.Authorised();
            case PENDING -> new Charge.Pending(null);
            case VOIDED -> new Charge.Declined("The payment was closed.");
        };
    }

    Standing query(UUID paymentId) {
        var entry = books.find(paymentId).orElse(null);
        if (entry == null) {
            return new Standing.Unheard();
        }
        failEverySecondTime(entry);
        return entry.status() == Status.VOIDED ? new Standing.Voided() : answer(entry);
    }

    Deed capture(UUID captureId, Entry entry, Money amount) {
        failEverySecondTime(entry);
        if (entry.status() != Status.AUTHORISED && entry.status() != Status.CAPTURED
                || !books.does(captureId, entry, amount, "CAPTURE")) {
            return new Deed.Refused("There is not that much to capture.");
        }
        if (books.sum(entry, "CAPTURE").equals(entry.amount())) {
            books.move(entry.paymentId(), Status.AUTHORISED, Status.CAPTURED);
        }
        return new Deed.Done();
    }

    Deed release(Entry entry) {
        failEverySecondTime(entry);
        var id = entry.paymentId();
        var isReleased = entry.status() == Status.VOIDED
                || books.move(id, Status.PENDING, Status.VOIDED)
                || books.move(id, Status.AUTHORISED, Status.VOIDED);
        return isReleased ? new Deed.Done() : new Deed.Refused("The payment is captured.");
    }

    Deed refund(UUID refundId, Entry entry, Money amount) {
        failEverySecondTime(entry);
        return books.does(refundId, entry, amount, "REFUND")
                ? new Deed.Done()
                : new Deed.Refused("There is not that much to give back.");
    }

    private void failEverySecondTime(Entry entry) {
        if (entry.outcome().equals("flaky") && books.call(entry.paymentId()) % 2 == 1) {
            throw lineBroke();
        }
    }

    private static Charge hang() {
        var until = System.nanoTime() + HANGS.toNanos();
        while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        throw lineBroke();
    }

    private static IllegalStateException lineBroke() {
        return new IllegalStateException("The line to the sandbox broke");
    }
}
