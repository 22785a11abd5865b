package io.kontor.identity.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an account is found by, brought to the one form in which it is kept. */
public final class Login {
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]\\p{Cntrl}\\p{Cs}]{1,64}@[^\\s@]{1,185}");
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,59}");
    private static final Pattern CHINESE_MOBILE = Pattern.compile("\\+861[3-9][0-9]{9}");

    private Login() {}

    /** An e-mail address in lower case, its domain as the domain name system writes it; empty when it is none. */
    public static Optional<String> email(@Nullable String text) {
        var plain = plain(text);
        if (!EMAIL.matcher(plain).matches()) {
            return Optional.empty();
        }
        var at = plain.lastIndexOf('@');
        try {
            var domain = IDN.toASCII(plain.substring(at + 1)).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(domain).matches()
                    ? Optional.of(plain.substring(0, at + 1) + domain)
                    : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    /** A phone number in international form; one without a country is taken for Chinese. Empty when it is none. Source: ITU-T E.164. */
    public static Optional<String> phone(@Nullable String text) {
        var digits = plain(text).replaceAll("[\\s().\\-]", "");
        if (!digits.matches("\\+?[0-9]{5,17}")) {
            return Optional.empty();
        }
        var international = digits.startsWith("+")
                ? digits
                : digits.startsWith("00")
                        ? "+" + digits.substring(2)
                        : digits.startsWith("86") && digits.length() == 13
                                ? "+" + digits
                                : "+86" + (digits.startsWith("0") ? digits.substring(1) : digits);
        var looksMobile = international.startsWith("+861") && !international.startsWith("+8610");
        return international.matches("\\+[1-9][0-9]{6,14}")
                        && (!looksMobile
                                || CHINESE_MOBILE.matcher(international).matches())
                ? Optional.of(international)
                : Optional.empty();
    }

    /** The login of a member of staff: 2 to 60 letters, digits and signs, in lower case; empty when it is none. */
    public static Optional<String> staff(@Nullable String text) {
        var plain = plain(text);
        return NAME.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }

    private static String plain(@Nullable String text) {
        return text == null || text.length() > 254
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
