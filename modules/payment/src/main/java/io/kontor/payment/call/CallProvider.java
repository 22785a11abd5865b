package io.kontor.payment.call;

import io.kontor.kernel.CommonProblem;
import io.kontor.payment.Payment.Staff;
import io.kontor.payment.PaymentProvider.Charge;
import io.kontor.payment.PaymentProvider.Deed;
import io.kontor.payment.PaymentSettings;
import io.kontor.payment.call.CallLog.Question;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.platform.card.CardNumbers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asks providers questions: for a limited time, a limited number at once, outside any transaction, and on record. */
@Component
public class CallProvider implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CallProvider.class);
    private static final int AT_ONCE_MAX = 64;
    static final String NO_ANSWER = "no-answer";
    static final String BROKEN = "broken";

    private final CallLog calls;
    private final PaymentSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Semaphore lines = new Semaphore(AT_ONCE_MAX);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CallProvider(CallLog calls, PaymentSettings settings, MeterRegistry meters, Clock clock) {
        this.calls = calls;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param staff who wants to know, or null
     * @return empty when no answer came: what was asked may have happened or not
     * @throws io.kontor.kernel.Refusal BUSY (503) when too many questions wait already; then it was not asked
     */
    public <A> Optional<A> call(PaymentRecord payment, Question question, @Nullable Staff staff, Supplier<A> asked) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("No provider is asked inside a transaction");
        }
        if (!lines.tryAcquire()) {
            throw CommonProblem.BUSY.refusal("The payment provider is slow. Try again in a moment.");
        }
        var answer = new CompletableFuture<A>();
        var began = System.nanoTime();
        long callId;
        Future<?> running;
        try {
            callId = calls.begin(payment.id(), question, staff, clock.instant());
            running = threads.submit(() -> answer(asked, answer));
        } catch (RuntimeException notAsked) {
            lines.release();
            throw notAsked;
        }
        return await(answer, running, payment, question, callId, began);
    }

    /** The line is free again when the provider is through with it, which may be later than we wait. */
    private <A> void answer(Supplier<A> asked, CompletableFuture<A> answer) {
        try {
            answer.complete(asked.get());
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        } finally {
            lines.release();
        }
    }

    private <A> Optional<A> await(
            CompletableFuture<A> answer,
            Future<?> running,
            PaymentRecord payment,
            Question question,
            long callId,
            long began) {
        try {
            var given = answer.get(settings.answerMax().toMillis(), TimeUnit.MILLISECONDS);
            end(payment, question, callId, CallLog.wordOf(given), detailOf(given), began);
            return Optional.of(given);
        } catch (TimeoutException tooLong) {
            running.cancel(true);
            log.warn("{} did not answer {} for payment {}", payment.method(), question, payment.id());
            end(payment, question, callId, NO_ANSWER, null, began);
        } catch (ExecutionException broken) {
            var why = whyOf(broken.getCause());
            log.warn(
                    "{} failed at {} for payment {}: {}",
                    payment.method(),
                    question,
                    payment.id(),
                    CardNumbers.mask(why));
            end(payment, question, callId, BROKEN, why, began);
        } catch (InterruptedException stop) {
            running.cancel(true);
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static String whyOf(@Nullable Throwable failure) {
        var words = failure == null ? null : failure.getMessage();
        return words == null ? String.valueOf(failure) : words;
    }

    private void end(
            PaymentRecord payment, Question question, long callId, String answer, @Nullable String detail, long began) {
        var took = Duration.ofNanos(System.nanoTime() - began);
        meters.timer(
                        "kontor.payment.calls",
                        "method",
                        payment.method(),
                        "question",
                        question.name().toLowerCase(Locale.ROOT),
                        "answer",
                        answer)
                .record(took);
        calls.end(callId, answer, detail == null ? null : CardNumbers.mask(detail), took.toMillis());
    }

    private static @Nullable String detailOf(Object answer) {
        return switch (answer) {
            case Charge.Declined(var reason) -> reason;
            case Deed.Refused(var reason) -> reason;
            default -> null;
        };
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
