package io.kontor.trade.order;

import io.kontor.catalog.Catalog;
import io.kontor.kernel.Language;
import io.kontor.platform.template.Messages;
import java.util.UUID;

/** What buyers read as a merchant's name. */
public final class Merchants {
    private Merchants() {}

    /** @param place of the merchant in its checkout, from 1: until merchants have names, theirs is only that */
    public static String name(UUID merchantId, int place, Language language) {
        var messages = Messages.of(ShowOrder.MESSAGES);
        return merchantId.equals(Catalog.HOUSE)
                ? messages.text(language, "merchant.house")
                : messages.text(language, "merchant.other", place);
    }
}
