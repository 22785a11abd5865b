package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.delivery.DeliveryMethodStore.Versioned;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.platform.web.Versions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets name, price and speed of a delivery method, as staff decide. */
@Component
class ChangeDeliveryMethod {
    private static final int NAME_MAX = 60;
    private static final int DESCRIPTION_MAX = 200;
    private static final int DAYS_MAX = 60;
    private static final long MINOR_MAX = 100_000_000;

    private final DeliveryMethodStore methods;

    ChangeDeliveryMethod(DeliveryMethodStore methods) {
        this.methods = methods;
    }

    Versioned change(DeliveryMethod wanted, long basedOn) {
        var kept = methods.require(wanted.code());
        Versions.match(basedOn, kept.version());
        check(wanted, kept.method());
        if (!methods.update(wanted, basedOn)) {
            Versions.match(basedOn, basedOn + 1);
        }
        return new Versioned(wanted, basedOn + 1);
    }

    private static void check(DeliveryMethod wanted, DeliveryMethod kept) {
        checkText("name", wanted.name(), NAME_MAX);
        checkText("description", wanted.description(), DESCRIPTION_MAX);
        checkAmount("price", wanted.price(), kept);
        checkAmount("perKilogram", wanted.perKilogram(), kept);
        if (wanted.freeFrom() != null) {
            checkAmount("freeFrom", wanted.freeFrom(), kept);
        }
        if (wanted.daysMin() < 0 || wanted.daysMax() < wanted.daysMin() || wanted.daysMax() > DAYS_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Days run from daysMin to daysMax, 0 to 60.")
                    .with("field", "daysMax");
        }
        if (wanted.code().equals("standard") && !wanted.active()) {
            throw FulfilmentProblem.STANDARD_STAYS
                    .refusal("Change its price instead of taking it away.")
                    .with("field", "active");
        }
    }

    private static void checkText(String field, @Nullable Text text, int max) {
        var fits = text != null
                && Arrays.stream(Language.values())
                        .allMatch(language -> text.byLanguage().containsKey(language.code()))
                && text.byLanguage().size() == Language.values().length
                && text.byLanguage().values().stream()
                        .allMatch(
                                words -> words.length() <= max && words.chars().noneMatch(Character::isISOControl));
        if (!fits) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Write it in Chinese (zh) and English (en), up to " + max
                            + " characters each, on one line.")
                    .with("field", field);
        }
    }

    private static void checkAmount(String field, @Nullable Money amount, DeliveryMethod kept) {
        if (amount == null
                || amount.isNegative()
                || amount.minor() > MINOR_MAX
                || !amount.currency().equals(kept.price().currency())) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("An amount in " + kept.price().currency() + ", from 0 to 1,000,000.00.")
                    .with("field", field);
        }
    }
}
