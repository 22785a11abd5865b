package io.kontor.trade.order;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses and phone numbers in the one form in which they are kept and compared. */
public final class Contacts {
    private static final int EMAIL_MAX = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+\\.[^\\s@\\p{Cntrl}]{2,}");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d{5,15}");

    private Contacts() {}

    /** In lower case; null when it is none. */
    public static @Nullable String email(@Nullable String given) {
        var email = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
        return email.length() <= EMAIL_MAX && EMAIL.matcher(email).matches() ? email : null;
    }

    /** Digits, perhaps with a leading +; null when it is none. */
    public static @Nullable String phone(@Nullable String given) {
        var phone = given == null || given.length() > 40 ? "" : given.replaceAll("[\\s().-]", "");
        return PHONE.matcher(phone).matches() ? phone : null;
    }
}
