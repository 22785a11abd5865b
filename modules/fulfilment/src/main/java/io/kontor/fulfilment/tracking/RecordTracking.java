package io.kontor.fulfilment.tracking;

import io.kontor.fulfilment.Fulfilment.TrackingEvent;
import io.kontor.fulfilment.Fulfilment.TrackingStatus;
import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.ShipmentDelivered;
import io.kontor.fulfilment.tracking.TrackingStore.Parcel;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds to the way of a parcel what its carrier reports or staff enters: each event once, in whatever order they come. */
@Component
public class RecordTracking {
    private static final int EVENTS_MAX = 200;
    private static final int EVENT_ID_MAX = 80;
    private static final int PLACE_MAX = 100;
    private static final int WORDS_MAX = 300;
    private static final Duration AHEAD_MAX = Duration.ofMinutes(10);
    /** A little may have happened to a parcel before it was recorded as handed over. */
    private static final Duration BEFORE_MAX = Duration.ofDays(30);

    private final TrackingStore tracking;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    RecordTracking(TrackingStore tracking, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.tracking = tracking;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @param at when it happened, or null: now
     * @param eventId the reporter's, by which a repeat is known
     */
    record Report(
            @Nullable String eventId,
            @Nullable TrackingStatus status,
            @Nullable Instant at,
            @Nullable String place,
            @Nullable String text) {}

    /**
     * What a member of staff enters.
     *
     * @throws Refusal INVALID_REQUEST (400), UNKNOWN_SHIPMENT (404), TOO_MANY_EVENTS (409)
     */
    boolean enter(UUID shipmentId, Report report) {
        check(report, clock.instant());
        return record(tracking.require(shipmentId), report, false);
    }

    /**
     * @return whether it was not known before
     * @throws Refusal INVALID_REQUEST (400), TOO_MANY_EVENTS (409)
     */
    boolean record(Parcel parcel, Report report, boolean byCarrier) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var event = check(report, now);
        if (event.at().isBefore(parcel.dispatchedAt().minus(BEFORE_MAX))) {
            throw refusal("at", "It happened after the parcel was handed over.");
        }
        var eventId = words("eventId", report.eventId(), EVENT_ID_MAX);
        return tx.execute(_ -> {
            var known = tracking.lock(parcel.shipmentId());
            if (!tracking.insert(parcel.shipmentId(), eventId, event, byCarrier, now, EVENTS_MAX)) {
                if (tracking.has(parcel.shipmentId(), eventId)) {
                    return false;
                }
                throw FulfilmentProblem.TOO_MANY_EVENTS.refusal("A parcel has at most " + EVENTS_MAX + " events.");
            }
            tracking.bringUpToDate(parcel.shipmentId());
            if (event.status() == TrackingStatus.DELIVERED && known.deliveredAt() == null) {
                outbox.publish(
                        new ShipmentDelivered(parcel.shipmentId(), parcel.orderId(), parcel.orderNumber(), event.at()));
            }
            return true;
        });
    }

    /** A parcel that its receiver took with them. */
    public void handedOver(UUID shipmentId) {
        var report = new Report("handed-over", TrackingStatus.DELIVERED, null, null, null);
        record(tracking.require(shipmentId), report, false);
    }

    private static TrackingEvent check(Report report, Instant now) {
        var status = report.status();
        if (status == null || status == TrackingStatus.DISPATCHED) {
            throw refusal("status", "An event is IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, PROBLEM or RETURNED.");
        }
        var at = report.at() == null ? now : report.at().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now.plus(AHEAD_MAX))) {
            throw refusal("at", "It did not happen in the future.");
        }
        return new TrackingEvent(
                at,
                status,
                wordsOrNone("place", report.place(), PLACE_MAX),
                wordsOrNone("text", report.text(), WORDS_MAX));
    }

    private static String words(String field, @Nullable String words, int max) {
        var given = wordsOrNone(field, words, max);
        if (given.isEmpty()) {
            throw refusal(field, "The " + field + " has 1 to " + max + " characters on one line.");
        }
        return given;
    }

    private static String wordsOrNone(String field, @Nullable String words, int max) {
        var given = words == null ? "" : words.strip();
        if (given.length() > max || given.chars().anyMatch(Character::isISOControl)) {
            throw refusal(field, "The " + field + " has at most " + max + " characters on one line.");
        }
        return given;
    }

    private static Refusal refusal(String field, String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }
}
