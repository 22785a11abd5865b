package io.kontor.payment.sandbox;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider;
import io.kontor.platform.secret.Secrets;
import java.time.DateTimeException;
import java.time.Instant;
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
    static final String SIGNATURE_HEADER = "Sandbox-Signature";
    static final String TIMESTAMP_HEADER = "Sandbox-Timestamp";
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
            return Map.of(TIMESTAMP_HEADER.toLowerCase(), timestamp, SIGNATURE_HEADER.toLowerCase(), signature);
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
            case "decline" -> new Charge.Declined("The sandbox was told to decline.");
            case "pending" -> new Charge.Pending("/sandbox/payments/" + wanted.paymentId());
            default -> throw CommonProblem.INVALID_REQUEST.refusal("The sandbox can capture, decline or wait (pending).").with("field", "outcome");
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
        var timestamp = headers.getOrDefault(TIMESTAMP_HEADER.toLowerCase(), "");
        var signature = headers.getOrDefault(SIGNATURE_HEADER.toLowerCase(), "");
        if (!secrets.isSigned(KEY, timestamp + "." + body, signature)) {
            throw PaymentProblem.CALLBACK_FORGED.refusal("Sign the timestamp, a dot and the body with the shop's key.");
        }
        try {
            var notice = json.readValue(body, Notice.class);
            var captured = notice.outcome().equals("capture");
            return new Callback(
                    notice.paymentId(), notice.orderId(), notice.amount(), captured,
                    captured ? "" : "The payment was declined.", Instant.ofEpochSecond(Long.parseLong(timestamp)));
        } catch (JacksonException | NumberFormatException | DateTimeException unreadable) {
            throw PaymentProblem.CALLBACK_UNREADABLE.refusal("The body is not a notice of the sandbox.");
        }
    }
}
