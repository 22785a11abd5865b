package io.kontor.platform.card;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds payment card numbers in text: 14 to 19 digits that begin as issuers' numbers do, pass the check of ISO/IEC 7812-1
 * (Luhn), and are written in one piece or in the groups that cards show, with spaces, dashes or dots between, in digits of
 * any script. Phone numbers are too short; numbers of orders begin with a day; parcels' numbers have other lengths or
 * beginnings; ids in hexadecimal are left alone.
 */
public final class CardNumbers {
    private static final int DIGITS_MIN = 14;
    private static final int DIGITS_MAX = 19;
    /** Between two groups. */
    private static final int MARKS_MAX = 2;

    private static final String MASK = "[card number]";

    /** How cards show their numbers: the lengths of the groups. */
    private static final Pattern GROUPS =
            Pattern.compile("1[4-9]|4-4-4-[2-4]|4-4-4-4-[1-3]|4-6-[45]|6-(?:8|9|10|13)|1(?:-1){13,18}");

    /**
     * Visa, Mastercard, American Express, Discover, UnionPay, JCB, Diners Club, Mir and the Maestro ranges still in use, each
     * with the lengths it has.
     */
    private static final Pattern ISSUED = Pattern.compile("4\\d{15}|4\\d{18}"
            + "|5[1-5]\\d{14}|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}"
            + "|3[47]\\d{13}|(?:6011|64[4-9]\\d|65\\d\\d)\\d{12,15}|(?:62|81)\\d{14,17}"
            + "|35(?:2[89]|[3-8]\\d)\\d{12,15}|(?:30[0-5]\\d|3[689]\\d\\d)\\d{10}|220[0-4]\\d{12,15}"
            + "|(?:5018|5020|5038|5893|6304|6759|676[1-3])\\d{12,15}");

    /** Order numbers, 14 digits that begin with year, month and day; Chinese identity numbers, 18 with a birthday within. */
    private static final Pattern DATED = Pattern.compile("\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{8}"
            + "|\\d{6}(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{4}");

    /** A UUID, or a long id in hexadecimal, also with something before or behind it. */
    private static final Pattern ID = Pattern.compile("(?<!\\p{XDigit})"
            + "(?:(?=\\d*[a-f])[0-9a-f]{32,}|\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})"
            + "(?!\\p{XDigit})");

    private CardNumbers() {}

    /** Whether the text holds one. Costs a look at each character where a text is long enough at all. */
    public static boolean isIn(@Nullable CharSequence text) {
        return text != null && mayHold(text) && !found(text).isEmpty();
    }

    /** The text with every card number in it struck out. */
    public static String mask(String text) {
        if (!mayHold(text)) {
            return text;
        }
        var masked = new StringBuilder(text);
        found(text).reversed().forEach(run -> masked.replace(run.from, run.to, MASK));
        return masked.toString();
    }

    /** The same for the path of an address, whose characters may be written as percent and code. */
    public static String maskAddress(String path) {
        if (path.indexOf('%') < 0) {
            return mask(path);
        }
        try {
            var decoded = URLDecoder.decode(path, StandardCharsets.UTF_8);
            return isIn(decoded) ? mask(decoded) : path;
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** Whether enough digits stand close together: most texts end here. */
    private static boolean mayHold(CharSequence text) {
        var digits = 0;
        var marks = 0;
        for (var at = 0; at < text.length(); at++) {
            if (isDigit(text, at)) {
                marks = 0;
                if (++digits == DIGITS_MIN) {
                    return true;
                }
            } else if (digits > 0 && (++marks > MARKS_MAX || !isMark(text.charAt(at)))) {
                digits = 0;
            }
        }
        return false;
    }

    private record Group(int from, int to, String digits) {}

    private record Run(int from, int to) {}

    /** Every sequence of neighbouring groups that is a card number; of those that overlap, the first. */
    private static List<Run> found(CharSequence text) {
        var found = new ArrayList<Run>();
        var groups = groups(text);
        for (var first = 0; first < groups.size(); first++) {
            var last = cardFrom(text, groups, first);
            if (last >= 0) {
                found.add(new Run(groups.get(first).from, groups.get(last).to));
                first = last;
            }
        }
        return found;
    }

    private static int cardFrom(CharSequence text, List<Group> groups, int first) {
        var digits = new StringBuilder();
        var shape = new StringBuilder();
        for (var last = first; last < groups.size() && digits.length() < DIGITS_MAX; last++) {
            var group = groups.get(last);
            if (last > first && !areNeighbours(text, groups.get(last - 1).to, group.from)) {
                return -1;
            }
            digits.append(group.digits);
            shape.append(last > first ? "-" : "").append(group.digits.length());
            if (isCard(digits, shape) && !isPartOfId(text, groups.get(first).from, group.to)) {
                return last;
            }
        }
        return -1;
    }

    private static boolean isCard(CharSequence digits, CharSequence shape) {
        return digits.length() >= DIGITS_MIN
                && digits.length() <= DIGITS_MAX
                && GROUPS.matcher(shape).matches()
                && ISSUED.matcher(digits).matches()
                && !DATED.matcher(digits).matches()
                && passesLuhn(digits);
    }

    private static boolean passesLuhn(CharSequence digits) {
        var sum = 0;
        for (var place = 0; place < digits.length(); place++) {
            var digit = digits.charAt(digits.length() - 1 - place) - '0';
            var weighted = place % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** Runs of digits, whatever script they are written in. */
    private static List<Group> groups(CharSequence text) {
        var groups = new ArrayList<Group>();
        var at = 0;
        while (at < text.length()) {
            var from = at;
            var digits = new StringBuilder();
            while (at < text.length() && isDigit(text, at)) {
                digits.append(Character.digit(text.charAt(at), 10));
                at++;
            }
            if (digits.isEmpty()) {
                at++;
            } else {
                groups.add(new Group(from, at, digits.toString()));
            }
        }
        return groups;
    }

    private static boolean isDigit(CharSequence text, int at) {
        var character = text.charAt(at);
        return character >= '0' && (character <= '9' || character > 127 && Character.isDigit(character));
    }

    /** One or two of the marks that people write between the groups of a number. */
    private static boolean areNeighbours(CharSequence text, int from, int to) {
        if (to - from > MARKS_MAX) {
            return false;
        }
        for (var at = from; at < to; at++) {
            if (!isMark(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(char character) {
        return Character.isSpaceChar(character)
                || character == '\t'
                || Character.getType(character) == Character.DASH_PUNCTUATION
                || "._/·．，,＿".indexOf(character) >= 0
                || Character.getType(character) == Character.FORMAT;
    }

    private static boolean isPartOfId(CharSequence text, int from, int to) {
        return ID.matcher(text).results().anyMatch(id -> id.start() <= from && to <= id.end());
    }
}
