package io.kontor.aftersales.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why goods come back. Where it is the shop's doing, what was paid for their delivery goes back too. */
public enum Reason {
    CHANGED_MIND(false),
    WRONG_SIZE(false),
    DAMAGED(true),
    FAULTY(true),
    WRONG_GOODS(true),
    NOT_AS_DESCRIBED(true),
    INCOMPLETE(true),
    NOT_ARRIVED(true),
    OTHER(false);

    private final boolean shopsDoing;

    Reason(boolean shopsDoing) {
        this.shopsDoing = shopsDoing;
    }

    public boolean isShopsDoing() {
        return shopsDoing;
    }

    /** As on the wire: {@code changed-mind}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Reason> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }
}
