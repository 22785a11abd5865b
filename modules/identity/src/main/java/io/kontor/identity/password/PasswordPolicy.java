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
            "01234567890123456789",
            "98765432109876543210",
            "abcdefghijklmnopqrstuvwxyz",
            "zyxwvutsrqponmlkjihgfedcba",
            "qwertyuiopasdfghjklzxcvbnm",
            "poiuytrewq",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
            "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0",
            "qazwsxedcrfvtgbyhnujm",
            "asdfghjklqwertyuiop",
            "zxcvbnmasdfghjkl",
            "147258369",
            "741852963",
            "123qweasdzxc",
            "qweasdzxc123",
            "1234qwerasdfzxcv",
            "azertyuiopqsdfghjklm",
            "qwertzuiopasdfghjklyxcvbnm");

    private static final List<String> KEYS = List.of("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./");

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
            throw refusal(
                    "common",
                    "This password is among the first that others would guess. Some unrelated words make a better one.");
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
        return isMonotonous(lower)
                || isMonotonous(letters)
                || isOfCommonWords(letters)
                || isOfCommonWords(letters.replaceAll("^[0-9]+|[0-9]+$", ""))
                || isOfCommonWords(readable(letters.replaceAll("^[0-9]+|[0-9]+$", "")))
                || isOfCommonWords(readable(lower).replaceAll("[^\\p{L}]", ""))
                || isOfCommonWords(letters.replaceAll("[0-9]", ""));
    }

    private static String readable(String password) {
        return password.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i');
    }

    /** Pieces repeated, stretches of keyboard rows, of the alphabet or of counting, walks over neighbouring keys, mere numbers. */
    private static boolean isMonotonous(String password) {
        return password.chars().distinct().count() <= 3
                || password.length() <= 16 && password.chars().allMatch(Character::isDigit)
                || isRepetition(password)
                || isOfStretches(password)
                || isWalk(password)
                || isInterleaved(password)
                || isNearlyOneStretch(password);
    }

    private static boolean isRepetition(String password) {
        for (var piece = 1; piece <= password.length() / 2; piece++) {
            var start = password.substring(0, piece);
            var repeated = start.repeat(password.length() / piece + 1).startsWith(password);
            if (repeated && (piece <= 4 || isOfStretches(start))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it falls apart into stretches of three or more. */
    private static boolean isOfStretches(String word) {
        var reaches = new boolean[word.length() + 1];
        reaches[0] = true;
        for (var end = 3; end <= word.length(); end++) {
            for (var start = 0; start <= end - 3 && !reaches[end]; start++) {
                reaches[end] = reaches[start] && isStretch(word.substring(start, end));
            }
        }
        return reaches[word.length()];
    }

    /** A stretch of six or more with up to three other characters around it. */
    private static boolean isNearlyOneStretch(String password) {
        for (var before = 0; before <= 3; before++) {
            for (var after = 0; before + after <= 3; after++) {
                if (password.length() - before - after >= 6
                        && isStretch(password.substring(before, password.length() - after))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isInterleaved(String password) {
        var odd = new StringBuilder();
        var even = new StringBuilder();
        for (var at = 0; at < password.length(); at++) {
            (at % 2 == 0 ? even : odd).append(password.charAt(at));
        }
        return isStretch(odd.toString()) && isStretch(even.toString());
    }

    /** Whether each key lies beside the one before it. */
    private static boolean isWalk(String password) {
        for (var at = 1; at < password.length(); at++) {
            if (!isBeside(password.charAt(at - 1), password.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBeside(char one, char other) {
        for (var row = 0; row < KEYS.size(); row++) {
            var column = KEYS.get(row).indexOf(one);
            for (var beside = Math.max(0, row - 1);
                    column >= 0 && beside <= Math.min(KEYS.size() - 1, row + 1);
                    beside++) {
                var otherColumn = KEYS.get(beside).indexOf(other);
                if (otherColumn >= 0 && Math.abs(otherColumn - column) <= 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isStretch(String word) {
        return word.chars().distinct().count() <= 1 || ROWS.stream().anyMatch(row -> row.contains(word));
    }

    /** Whether it is made of one or two common words. */
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
