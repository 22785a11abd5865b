package io.kontor.fulfilment.tracking;

import io.kontor.fulfilment.Fulfilment.TrackingStatus;
import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.FulfilmentSettings;
import io.kontor.fulfilment.shipment.Carrier;
import io.kontor.fulfilment.tracking.RecordTracking.Report;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.secret.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes a carrier's word on what became of a parcel, if it is signed and fresh. */
@Component
class ReceiveTracking {
    private static final Logger log = LoggerFactory.getLogger(ReceiveTracking.class);
    private static final Duration AGE_MAX = Duration.ofSeconds(300);
    private static final int NUMBER_MAX = 60;

    private final FulfilmentSettings settings;
    private final TrackingStore tracking;
    private final RecordTracking recordTracking;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;

    ReceiveTracking(
            FulfilmentSettings settings,
            TrackingStore tracking,
            RecordTracking recordTracking,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.tracking = tracking;
        this.recordTracking = recordTracking;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /** What the body says. */
    record Notice(
            @Nullable String trackingNumber,
            @Nullable String eventId,
            @Nullable TrackingStatus status,
            @Nullable Instant at,
            @Nullable String place,
            @Nullable String text) {}

    /** @return whether anything changed by it */
    boolean receive(String carrier, String timestamp, String signature, String body) {
        var key = settings.carrierKeys().get(carrier);
        if (key == null || key.isBlank()) {
            throw CommonProblem.NOT_FOUND.refusal("There is nothing at this address.");
        }
        try {
            checkSignature(key, timestamp, signature, body);
            var notice = read(body);
            var report = new Report(notice.eventId(), notice.status(), notice.at(), notice.place(), notice.text());
            var applied = false;
            for (var parcel :
                    tracking.byNumber(Carrier.of(carrier).map(Carrier::title).orElse(carrier), number(notice))) {
                applied |= recordTracking.record(parcel, report, true);
            }
            return applied;
        } catch (Refusal refusal) {
            meters.counter(
                            "kontor.fulfilment.callbacks.refused",
                            "problem",
                            refusal.problem().code())
                    .increment();
            log.warn(
                    "Callback of carrier {} refused: {}",
                    carrier,
                    refusal.problem().code());
            throw refusal;
        }
    }

    private void checkSignature(String key, String timestamp, String signature, String body) {
        if (!Secrets.equal(sign(key, timestamp + "." + body), signature)) {
            throw FulfilmentProblem.TRACKING_FORGED.refusal(
                    "Sign the timestamp, a dot and the body with the carrier's key.");
        }
        if (!timestamp.matches("\\d{1,11}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                                .abs()
                                .compareTo(AGE_MAX)
                        > 0) {
            throw FulfilmentProblem.TRACKING_TOO_OLD.refusal(
                    "Sign it again: it is more than 300 seconds off our clock.");
        }
    }

    private Notice read(String body) {
        try {
            var notice = json.readValue(body, Notice.class);
            if (notice != null) {
                return notice;
            }
        } catch (JacksonException malformed) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Refusal unreadable() {
        return CommonProblem.UNREADABLE_BODY.refusal(
                "Send trackingNumber, eventId and status, and at, place and text where they are known.");
    }

    private static String number(Notice notice) {
        var number = notice.trackingNumber();
        if (number == null || number.isBlank() || number.length() > NUMBER_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A tracking number has 1 to " + NUMBER_MAX + " characters.")
                    .with("field", "trackingNumber");
        }
        return number.strip();
    }

    private static String sign(String key, String words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
