package io.kontor.fulfilment.pickup;

import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.delivery.DeliveryRules;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.kernel.Text;
import io.kontor.platform.access.Access;
import io.kontor.platform.web.Versions;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where goods can be picked up, as staff sees and changes it. */
@RestController
@RequestMapping("/api/admin/v1/pick-up-points")
class PointEndpoint {
    private static final int POINTS_MAX = 200;
    private static final int WORDS_MAX = 120;
    private static final int POSITION_MAX = 10_000;

    private final PointStore points;

    PointEndpoint(PointStore points) {
        this.points = points;
    }

    /** @param active whether shoppers may choose it */
    record Point(String code, Text name, Text address, Text hours, String phone, int position, boolean active) {}

    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    Page<Point> list() {
        return Page.of(points.all());
    }

    @GetMapping("/{code}")
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    ResponseEntity<Point> show(@PathVariable String code) {
        var kept = points.require(code);
        return ResponseEntity.ok().eTag(Versions.etag(kept.version())).body(kept.point());
    }

    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Point> add(@RequestBody Point wanted) {
        check(wanted);
        if (!points.insert(wanted, POINTS_MAX)) {
            throw FulfilmentProblem.POINT_EXISTS
                    .refusal("Take another code; there are at most " + POINTS_MAX + " points.")
                    .with("field", "code");
        }
        return ResponseEntity.created(URI.create("/api/admin/v1/pick-up-points/" + wanted.code()))
                .eTag(Versions.etag(1))
                .body(wanted);
    }

    @PutMapping("/{code}")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Point> change(
            @PathVariable String code,
            @RequestBody Point wanted,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var version = Versions.require(ifMatch);
        check(wanted);
        if (!code.equals(wanted.code())) {
            throw DeliveryRules.refusal("code", "A pick-up point keeps its code.");
        }
        Versions.match(version, points.require(code).version());
        if (!points.update(wanted, version)) {
            Versions.match(version, version + 1);
        }
        return ResponseEntity.ok().eTag(Versions.etag(version + 1)).body(wanted);
    }

    private static void check(Point point) {
        if (point.code() == null || !point.code().matches("[a-z][a-z0-9-]{1,18}")) {
            throw DeliveryRules.refusal(
                    "code", "A code is 2 to 19 small letters, digits and hyphens, and begins with a letter.");
        }
        DeliveryRules.checkText("name", point.name(), DeliveryRules.NAME_MAX);
        DeliveryRules.checkText("address", point.address(), WORDS_MAX);
        DeliveryRules.checkText("hours", point.hours(), WORDS_MAX);
        if (point.phone() == null || !point.phone().matches("[0-9+ ()-]{3,30}")) {
            throw DeliveryRules.refusal("phone", "A phone number has 3 to 30 digits.");
        }
        if (point.position() < 0 || point.position() > POSITION_MAX) {
            throw DeliveryRules.refusal("position", "A position is 0 to 10,000.");
        }
    }
}
