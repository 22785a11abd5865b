package io.kontor.identity.password;

import static io.kontor.identity.IdentityProblem.WEAK_PASSWORD;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be: long enough, and not one of those that everybody tries first. There are no rules about kinds
 * of characters. Source: NIST SP 800-63B, 3.1.1.2.
 */
public final class PasswordPolicy {
    public static final int LENGTH_MIN = 10;
    public static final int LENGTH_MAX = 128;

    private static final Set<String> COMMON_WORDS = commonWords();
    private static final List<String> ROWS = List.of(
            "01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba",
            "qwertyuiopasdfghjklzxcvbnm", "poiuytrewq", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujm", "asdfghjklqwertyuiop", "zxcvbnmasdfghjkl", "147258369", "741852963", "123qweasdzxc",
            "qweasdzxc123", "1234qwerasdfzxcv", "azertyuiopqsdfghjklm", "qwertzuiopasdfghjklyxcvbnm");

    private PasswordPolicy() {}

    /**
     * @param logins what the account is found by; the password may not contain one, or the part of an e-mail before the @
     * @throws io.kontor.kernel.Refusal WEAK_PASSWORD (400) with {@code reason}: too-short, too-long, contains-login, common
     */
    public static void check(@Nullable String password, String... logins) {
        var length = password == null ? 0 : password.codePointCount(0, password.length());
        if (password == null || length < LENGTH_MIN) {
            throw refusal("too-short", "Choose a password of at least " + LENGTH_MIN + " characters.");
        }
        if (length > LENGTH_MAX) {
            throw refusal("too-long", "A password has at most " + LENGTH_MAX + " characters.");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        for (var login : logins) {
            if (containsLogin(lower, login)) {
                throw refusal("contains-login", "Choose a password that does not contain your login.");
            }
        }
        if (isCommon(lower)) {
            throw refusal("common", "This password is among the first that others would guess. Some unrelated words make a better one.");
        }
    }

    private static boolean containsLogin(String password, String login) {
        var word = login.toLowerCase(Locale.ROOT);
        var person = word.contains("@") ? word.substring(0, word.indexOf('@')) : word.replace("+86", "");
        return !word.isEmpty() && (password.contains(word) || person.length() >= 4 && password.contains(person));
    }

    /** Common words stay common with digits around them, letters written as digits, or said twice. */
    static boolean isCommon(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        var letters = lower.replaceAll("[^\\p{L}\\p{N}]", "");
        return isMonotonous(lower) || isMonotonous(letters) || isOfCommonWords(letters)
                || isOfCommonWords(letters.replaceAll("^[0-9]+|[0-9]+$", ""))
                || isOfCommonWords(readable(letters.replaceAll("^[0-9]+|[0-9]+$", "")))
                || isOfCommonWords(readable(lower).replaceAll("[^\\p{L}]", ""))
                || isOfCommonWords(letters.replaceAll("[0-9]", ""));
    }

    private static String readable(String password) {
        return password.replace('0', 'o').replace('1', 'i').replace('3', 'e').replace('4', 'a').replace('5', 's')
                .replace('7', 't').replace('@', 'a').replace('$', 's').replace('!', 'i');
    }

    /** One character or a short piece repeated, or a stretch of a keyboard row, of the alphabet or of counting. */
    private static boolean isMonotonous(String password) {
        if (password.isEmpty() || password.chars().distinct().count() <= 3) {
            return true;
        }
        for (var piece = 1; piece <= password.length() / 2; piece++) {
            var start = password.substring(0, piece);
            var repeated = start.repeat(password.length() / piece + 1).startsWith(password);
            if (repeated && piece <= 4) {
                return true;
            }
            if (repeated && isStretch(start)) {
                return true;
            }
        }
        for (var cut = 3; cut <= password.length() - 3; cut++) {
            if (isStretch(password.substring(0, cut)) && isStretch(password.substring(cut))) {
                return true;
            }
        }
        return isStretch(password);
    }

    private static boolean isStretch(String word) {
        return word.chars().distinct().count() <= 1 || ROWS.stream().anyMatch(row -> row.contains(word));
    }

    /** Whether nothing is left when common words are taken away from the start, the longest first. */
    private static boolean isOfCommonWords(String letters) {
        if (letters.length() < 4) {
            return false;
        }
        var reaches = new boolean[letters.length() + 1];
        reaches[0] = true;
        var words = new int[letters.length() + 1];
        for (var end = 1; end <= letters.length(); end++) {
            for (var start = Math.max(0, end - 20); start < end; start++) {
                if (reaches[start] && words[start] < 2 && COMMON_WORDS.contains(letters.substring(start, end))) {
                    reaches[end] = true;
                    words[end] = words[end] == 0 ? words[start] + 1 : Math.min(words[end], words[start] + 1);
                }
            }
        }
        return reaches[letters.length()];
    }

    private static Set<String> commonWords() {
        var list = PasswordPolicy.class.getResourceAsStream("/io/kontor/identity/password/common-words.txt");
        if (list == null) {
            throw new IllegalStateException("The list of common password words is missing");
        }
        try (var reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static io.kontor.kernel.Refusal refusal(String reason, String detail) {
        return WEAK_PASSWORD.refusal(detail).with("reason", reason).with("field", "password");
    }
}
