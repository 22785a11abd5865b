package io.kontor.payment.sandbox;

import io.kontor.payment.callback.ReceiveCallback;
import io.kontor.payment.sandbox.SandboxBooks.Status;
import io.kontor.payment.sandbox.SandboxSignatures.Notice;
import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the callbacks of the sandbox: signed, and received like any other. */
@Component
class SandboxCallbacks implements Job {
    private final SandboxBooks books;
    private final SandboxSignatures signatures;
    private final ObjectProvider<ReceiveCallback> receiveCallback;
    private final Clock clock;

    // Whoever receives callbacks knows all providers, the sandbox among them: asked for when one is made.
    SandboxCallbacks(
            SandboxBooks books,
            SandboxSignatures signatures,
            ObjectProvider<ReceiveCallback> receiveCallback,
            Clock clock) {
        this.books = books;
        this.signatures = signatures;
        this.receiveCallback = receiveCallback;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payment.make-sandbox-callbacks";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void run() {
        books.takeDue(clock.instant()).forEach(this::callBack);
    }

    /** The money arrives, and is reported. One that was closed meanwhile is reported by nobody. */
    void callBack(UUID paymentId) {
        books.move(paymentId, Status.PENDING, Status.CAPTURED);
        var entry = books.find(paymentId).orElseThrow();
        if (entry.status() == Status.CAPTURED) {
            var notice = Notice.of(entry.paymentId(), entry.orderId(), entry.amount(), "capture");
            var signed = signatures.sign(notice, clock.instant());
            receiveCallback.getObject().receive(SandboxProvider.METHOD, signed.headers(), signed.body());
        }
    }
}
