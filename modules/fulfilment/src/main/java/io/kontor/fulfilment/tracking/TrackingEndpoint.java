package io.kontor.fulfilment.tracking;

import io.kontor.fulfilment.tracking.RecordTracking.Report;
import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where staff enters and carriers report what becomes of parcels. */
@RestController
class TrackingEndpoint {
    private final RecordTracking recordTracking;
    private final ReceiveTracking receiveTracking;

    TrackingEndpoint(RecordTracking recordTracking, ReceiveTracking receiveTracking) {
        this.recordTracking = recordTracking;
        this.receiveTracking = receiveTracking;
    }

    /** @param applied whether anything changed by it */
    record Answer(boolean applied) {}

    /** Sent again with the same {@code eventId} it is entered once. */
    @PostMapping("/api/admin/v1/shipments/{shipmentId}/tracking-events")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    @ResponseStatus(HttpStatus.CREATED)
    Answer enter(@PathVariable UUID shipmentId, @RequestBody Report report) {
        return new Answer(recordTracking.enter(shipmentId, report));
    }

    /**
     * A carrier's report. Open to everybody: the signature is what counts, base64url of HMAC-SHA256 under the carrier's
     * key over the timestamp, a dot and the body. A repeat is answered like the first.
     *
     * @param carrier its code, such as {@code sf-express}
     */
    @PostMapping("/api/fulfilment/callbacks/{carrier}")
    @Access(Caller.Kind.GUEST)
    Answer receive(
            @PathVariable String carrier,
            @RequestHeader(name = "Kontor-Timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "Kontor-Signature", defaultValue = "") String signature,
            @RequestBody(required = false) byte @Nullable [] body) {
        var written = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return new Answer(receiveTracking.receive(carrier, timestamp, signature, written));
    }
}
