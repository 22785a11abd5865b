package io.kontor.storefront.page;

import io.kontor.kernel.Refusal;
import io.kontor.platform.template.Words;

/** Says a refusal in the shopper's language. */
public final class Wordings {
    private Wordings() {}

    public static String of(Refusal refusal, Words words) {
        return words.textOr("problem." + refusal.problem().code(), refusal.detail());
    }
}
