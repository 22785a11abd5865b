package io.kontor.payment.charge;

import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The payment providers of this shop by their methods. */
@Component
public class Providers {
    private final Map<String, PaymentProvider> byMethod = new TreeMap<>();

    Providers(ObjectProvider<PaymentProvider> providers) {
        providers.orderedStream().forEach(provider -> byMethod.put(provider.method(), provider));
    }

    public List<String> methods() {
        return List.copyOf(byMethod.keySet());
    }

    public PaymentProvider require(@Nullable String method) {
        var provider = method == null ? null : byMethod.get(method);
        if (provider == null) {
            throw PaymentProblem.UNKNOWN_METHOD
                    .refusal("Choose one of " + methods() + ".")
                    .with("field", "method");
        }
        return provider;
    }
}
