package io.kontor.payment.unanswered;

import io.kontor.payment.PaymentSettings;
import io.kontor.payment.capture.CapturePayment;
import io.kontor.payment.capture.CaptureStore;
import io.kontor.payment.charge.AskProvider;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.refund.GiveRefund;
import io.kontor.payment.refund.RefundStore;
import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks providers about everything they have not answered, until they do: first after seconds, then at twice the distance
 * each time, at last every hour. What stays open too long is shown to staff, and still asked for.
 */
@Component
public class AskUnanswered implements Job {
    private static final Logger log = LoggerFactory.getLogger(AskUnanswered.class);
    /** As many as are asked at the same time. */
    private static final int BATCH_MAX = 16;

    private final PaymentStore payments;
    private final CaptureStore captures;
    private final RefundStore refunds;
    private final AskProvider askProvider;
    private final CapturePayment capturePayment;
    private final GiveRefund giveRefund;
    private final Unanswered unanswered;
    private final PaymentSettings settings;
    private final Clock clock;

    AskUnanswered(
            PaymentStore payments,
            CaptureStore captures,
            RefundStore refunds,
            AskProvider askProvider,
            CapturePayment capturePayment,
            GiveRefund giveRefund,
            Unanswered unanswered,
            PaymentSettings settings,
            Clock clock) {
        this.payments = payments;
        this.captures = captures;
        this.refunds = refunds;
        this.askProvider = askProvider;
        this.capturePayment = capturePayment;
        this.giveRefund = giveRefund;
        this.unanswered = unanswered;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payment.ask-unanswered";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        askAll(payments::claimOpen, paymentId -> askProvider.ask(paymentId, null));
        askAll(captures::claimOpen, capturePayment::finish);
        askAll(refunds::claimOpen, giveRefund::finish);
        unanswered.count();
    }

    private interface Claim {
        List<UUID> open(Instant now, Instant tellBefore, int max);
    }

    /** What was claimed is due later, so this ends. */
    private void askAll(Claim claim, Consumer<UUID> ask) {
        List<UUID> claimed;
        do {
            var now = clock.instant();
            claimed = claim.open(now, now.minus(settings.tellStaffAfter()), BATCH_MAX);
            askAtOnce(claimed, ask);
        } while (claimed.size() == BATCH_MAX);
    }

    private static void askAtOnce(List<UUID> ids, Consumer<UUID> ask) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ids.forEach(id -> threads.execute(() -> {
                try {
                    ask.accept(id);
                } catch (RuntimeException failed) {
                    log.warn("Asking about {} failed; it is asked again later", id, failed);
                }
            }));
        }
    }
}
