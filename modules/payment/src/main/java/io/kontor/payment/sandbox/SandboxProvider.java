package io.kontor.payment.sandbox;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider;
import io.kontor.platform.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes no real money, but behaves like a provider that does: it captures, declines, or lets the shopper decide on a
 * page of its own and reports that by a signed callback.
 */
@Component
class SandboxProvider implements PaymentProvider {
    static final String METHOD = "sandbox";
    static final String SIGNATURE_HEADER = "sandbox-signature";
    static final String TIMESTAMP_HEADER = "sandbox-timestamp";
    private static final String DECLINED = "The payment was declined.";
    private static final String KEY = "payment.sandbox";

    private final Secrets secrets;
    private final JsonMapper json;

    SandboxProvider(Secrets secrets, JsonMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    /** What a callback says; the signature covers it and the time. */
    record Notice(UUID paymentId, UUID orderId, Money amount, String outcome) {}

    /** @param timestamp seconds since 1970 */
    record SignedNotice(String body, String timestamp, String signature) {
        Map<String, String> headers() {
            return Map.of(TIMESTAMP_HEADER, timestamp, SIGNATURE_HEADER, signature);
        }
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public boolean remote() {
        return false;
    }

    @Override
    public Charge charge(NewPayment wanted) {
        return switch (wanted.outcome()) {
            case null -> new Charge.Captured();
            case "capture" -> new Charge.Captured();
            case "decline" -> new Charge.Declined(DECLINED);
            case "pending" -> new Charge.Pending("/sandbox/payments/" + wanted.paymentId());
            default ->
                throw CommonProblem.INVALID_REQUEST
                        .refusal("The sandbox can capture, decline or wait (pending).")
                        .with("field", "outcome");
        };
    }

    @Override
    public void refund(UUID refundId, UUID paymentId, Money amount) {
        // No money was taken, so none has to travel back.
    }

    SignedNotice sign(Notice notice, Instant at) {
        var body = json.writeValueAsString(notice);
        var timestamp = String.valueOf(at.getEpochSecond());
        return new SignedNotice(body, timestamp, secrets.sign(KEY, timestamp + "." + body));
    }

    @Override
    public Callback read(Map<String, String> headers, String body) {
        var timestamp = headers.getOrDefault(TIMESTAMP_HEADER, "");
        var signature = headers.getOrDefault(SIGNATURE_HEADER, "");
        if (!secrets.isSigned(KEY, timestamp + "." + body, signature)) {
            throw PaymentProblem.CALLBACK_FORGED.refusal("Sign the timestamp, a dot and the body with the shop's key.");
        }
        var notice = notice(body);
        return new Callback(
                notice.paymentId(),
                notice.orderId(),
                notice.amount(),
                notice.outcome().equals("capture"),
                DECLINED,
                Instant.ofEpochSecond(seconds(timestamp)));
    }

    private Notice notice(String body) {
        try {
            var notice = json.readValue(body, Notice.class);
            if (notice.paymentId() != null
                    && notice.orderId() != null
                    && notice.amount() != null
                    && List.of("capture", "decline").contains(String.valueOf(notice.outcome()))) {
                return notice;
            }
        } catch (JacksonException malformed) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static long seconds(String timestamp) {
        if (!timestamp.matches("\\d{1,11}")) {
            throw unreadable();
        }
        return Long.parseLong(timestamp);
    }

    private static Refusal unreadable() {
        return PaymentProblem.CALLBACK_UNREADABLE.refusal("The body is not a notice of the sandbox.");
    }
}
