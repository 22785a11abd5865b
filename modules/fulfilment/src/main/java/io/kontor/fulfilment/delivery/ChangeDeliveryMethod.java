package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.delivery.DeliveryMethodStore.Versioned;
import io.kontor.platform.web.Versions;
import org.springframework.stereotype.Component;

/** Adds delivery methods and sets what they are called, where they go and what they cost there. */
@Component
class ChangeDeliveryMethod {
    private static final int METHODS_MAX = 50;

    private final DeliveryMethodStore methods;

    ChangeDeliveryMethod(DeliveryMethodStore methods) {
        this.methods = methods;
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400), METHOD_EXISTS (409) */
    Versioned add(DeliveryMethod wanted) {
        DeliveryRules.check(wanted);
        if (!methods.insert(wanted, METHODS_MAX)) {
            throw FulfilmentProblem.METHOD_EXISTS
                    .refusal("Take another code; there are at most " + METHODS_MAX + " methods.")
                    .with("field", "code");
        }
        return new Versioned(wanted, 1);
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400), UNKNOWN_DELIVERY_METHOD (404), STANDARD_STAYS (409), PRECONDITION_FAILED (412) */
    Versioned change(DeliveryMethod wanted, long basedOn) {
        var kept = methods.require(wanted.code());
        Versions.match(basedOn, kept.version());
        DeliveryRules.check(wanted);
        if (wanted.kind() != kept.method().kind()
                || !wanted.currency().equals(kept.method().currency())) {
            throw DeliveryRules.refusal("currency", "A delivery method keeps its kind and its currency.");
        }
        if (!methods.update(wanted, basedOn)) {
            Versions.match(basedOn, basedOn + 1);
        }
        return new Versioned(wanted, basedOn + 1);
    }
}
