package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.delivery.DeliveryMethodStore.Versioned;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.platform.web.Versions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Delivery methods as staff see and change them. */
@RestController
@RequestMapping("/api/admin/v1/delivery-methods")
class DeliveryMethodEndpoint {
    private final DeliveryMethodStore methods;
    private final ChangeDeliveryMethod changeDeliveryMethod;

    DeliveryMethodEndpoint(DeliveryMethodStore methods, ChangeDeliveryMethod changeDeliveryMethod) {
        this.methods = methods;
        this.changeDeliveryMethod = changeDeliveryMethod;
    }

    /** All of them, also those not offered at the moment; cheapest first. */
    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    Page<DeliveryMethod> list() {
        return Page.of(methods.all());
    }

    @GetMapping("/{code}")
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    ResponseEntity<DeliveryMethod> show(@PathVariable String code) {
        return answer(methods.require(code));
    }

    /** The whole method; {@code If-Match} says which version was changed. */
    @PutMapping("/{code}")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<DeliveryMethod> change(
            @PathVariable String code,
            @RequestBody DeliveryMethod wanted,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var version = Versions.require(ifMatch);
        if (!code.equals(wanted.code())) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A delivery method keeps its code.")
                    .with("field", "code");
        }
        return answer(changeDeliveryMethod.change(wanted, version));
    }

    private static ResponseEntity<DeliveryMethod> answer(Versioned kept) {
        return ResponseEntity.ok().eTag(Versions.etag(kept.version())).body(kept.method());
    }
}
