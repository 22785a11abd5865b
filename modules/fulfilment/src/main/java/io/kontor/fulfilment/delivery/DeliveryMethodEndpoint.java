package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.fulfilment.Fulfilment.Withheld;
import io.kontor.fulfilment.delivery.DeliveryMethodStore.Versioned;
import io.kontor.fulfilment.delivery.PriceDelivery.Outcome;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.platform.web.Versions;
import java.net.URI;
import java.util.List;
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

    /** A method as it is being written, and goods to try it with. */
    record TryOut(DeliveryMethod method, RateRequest goods) {}

    /** One of the two. */
    record Tried(@Nullable Rate rate, @Nullable Withheld withheld) {}

    /** All of them, also those not offered at the moment, in the order in which the shop shows them. */
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

    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<DeliveryMethod> add(@RequestBody DeliveryMethod wanted) {
        var added = changeDeliveryMethod.add(wanted);
        return ResponseEntity.created(URI.create(
                        "/api/admin/v1/delivery-methods/" + added.method().code()))
                .eTag(Versions.etag(added.version()))
                .body(added.method());
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

    /** What some goods would cost by a method that need not be saved. Changes nothing. */
    @PostMapping("/try-out")
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    Tried tryOut(@RequestBody TryOut wanted) {
        if (wanted.method() == null || wanted.goods() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Send a method and goods to try it with.");
        }
        DeliveryRules.check(wanted.method());
        QuoteRates.check(wanted.goods());
        if (!wanted.goods()
                .goodsTotal()
                .currency()
                .getCurrencyCode()
                .equals(wanted.method().currency())) {
            throw DeliveryRules.refusal("goods.goodsTotal", "Try it with goods in the method's currency.");
        }
        return switch (PriceDelivery.price(wanted.method(), List.of(), wanted.goods())
                .getFirst()) {
            case Outcome.Offered(var rate) -> new Tried(rate, null);
            case Outcome.Not(var withheld) -> new Tried(null, withheld);
        };
    }

    private static ResponseEntity<DeliveryMethod> answer(Versioned kept) {
        return ResponseEntity.ok().eTag(Versions.etag(kept.version())).body(kept.method());
    }
}
