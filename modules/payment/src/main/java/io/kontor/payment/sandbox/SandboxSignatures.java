package io.kontor.payment.sandbox;

import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider.Callback;
import io.kontor.payment.PaymentProvider.Charge;
import io.kontor.platform.secret.Secrets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the sandbox reports, signed so that nobody else can report it. */
@Component
class SandboxSignatures {
    static final String SIGNATURE_HEADER = "sandbox-signature";
    static final String TIMESTAMP_HEADER = "sandbox-timestamp";
    static final String MERCHANT = "sandbox-shop";
    static final String DECLINED = "The payment was declined.";
    private static final String KEY = "payment.sandbox";

    private final Secrets secrets;
    private final JsonMapper json;

    SandboxSignatures(Secrets secrets, JsonMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    /** What a callback says; the signature covers it and the time. @param outcome {@code capture} or {@code decline} */
    record Notice(UUID paymentId, UUID orderId, Money amount, String merchant, String outcome) {
        static Notice of(UUID paymentId, UUID orderId, Money amount, String outcome) {
            return new Notice(paymentId, orderId, amount, MERCHANT, outcome);
        }
    }

    /** @param timestamp seconds since 1970 */
    record SignedNotice(String body, String timestamp, String signature) {
        Map<String, String> headers() {
            return Map.of(TIMESTAMP_HEADER, timestamp, SIGNATURE_HEADER, signature);
        }
    }

    SignedNotice sign(Notice notice, Instant at) {
        var body = json.writeValueAsString(notice);
        var timestamp = String.valueOf(at.getEpochSecond());
        return new SignedNotice(body, timestamp, secrets.sign(KEY, timestamp + "." + body));
    }

    Callback read(Map<String, String> headers, String body) {
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
                notice.merchant(),
                charge(notice.outcome()),
                Instant.ofEpochSecond(seconds(timestamp)));
    }

    private Notice notice(String body) {
        try {
            var notice = json.readValue(body, Notice.class);
            if (notice.paymentId() != null
                    && notice.orderId() != null
                    && notice.amount() != null
                    && notice.merchant() != null) {
                return notice;
            }
        } catch (JacksonException malformed) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Charge charge(String outcome) {
        return switch (String.valueOf(outcome)) {
            case "capture" -> new Charge.Captured();
            case "decline" -> new Charge.Declined(DECLINED);
            default -> throw unreadable();
        };
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
