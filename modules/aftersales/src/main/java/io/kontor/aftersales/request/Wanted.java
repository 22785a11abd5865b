package io.kontor.aftersales.request;

import io.kontor.aftersales.Aftersales.WantedLine;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a buyer wants, checked as far as it can be without looking at the order. */
record Wanted(Kind kind, Reason reason, Map<UUID, Integer> units, Map<UUID, String> replacements) {
    private static final int LINES_MAX = 200;
    private static final int WORDS_MAX = 1_000;
    static final int PHOTOS_MAX = 6;

    /** @throws Refusal INVALID_REQUEST (400) */
    static Wanted of(@Nullable String kind, @Nullable String reason, @Nullable List<WantedLine> lines) {
        var wanted = new Wanted(
                Kind.of(kind)
                        .orElseThrow(
                                () -> wrong("kind", "Ask for leave-out, refund-only, return, exchange or repair.")),
                Reason.of(reason).orElseThrow(() -> wrong("reason", "Give one of the reasons of the order's choices.")),
                units(lines),
                replacements(lines));
        if (!wanted.replacements().isEmpty() && wanted.kind() != Kind.EXCHANGE) {
            throw wrong("lines", "Only an exchange is for something else.");
        }
        return wanted;
    }

    /** What was paid for delivery goes back when it is the shop's doing, and for what is never delivered. */
    boolean withDelivery() {
        return kind == Kind.LEAVE_OUT || reason.isShopsDoing();
    }

    private static Map<UUID, String> replacements(@Nullable List<WantedLine> lines) {
        var replacements = new LinkedHashMap<UUID, String>();
        for (var line : lines == null ? List.<WantedLine>of() : lines) {
            if (line.wantedSku() != null && !line.wantedSku().isBlank()) {
                replacements.put(line.lineId(), line.wantedSku());
            }
        }
        return replacements;
    }

    private static Map<UUID, Integer> units(@Nullable List<WantedLine> lines) {
        if (lines == null || lines.isEmpty() || lines.size() > LINES_MAX) {
            throw wrong("lines", "Name 1 to " + LINES_MAX + " lines.");
        }
        var units = new LinkedHashMap<UUID, Integer>();
        for (var line : lines) {
            if (line == null
                    || line.lineId() == null
                    || line.quantity() < 1
                    || units.put(line.lineId(), line.quantity()) != null) {
                throw wrong("lines", "Name each line once, with a quantity from 1.");
            }
        }
        return units;
    }

    /** @throws Refusal INVALID_REQUEST (400) */
    static String words(@Nullable String given) {
        var words = given == null ? "" : given.strip();
        if (words.length() > WORDS_MAX
                || words.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw wrong("words", "Write at most " + WORDS_MAX + " printable characters.");
        }
        return words;
    }

    /** @throws Refusal INVALID_REQUEST (400) */
    static List<String> photos(@Nullable List<String> given) {
        var photos =
                given == null ? List.<String>of() : given.stream().distinct().toList();
        if (photos.size() > PHOTOS_MAX
                || photos.stream().anyMatch(photo -> photo == null || !photo.matches("[0-9a-f]{64}"))) {
            throw wrong("photos", "Name up to " + PHOTOS_MAX + " photos by the ids they were kept under.");
        }
        return photos;
    }

    static Refusal wrong(String field, String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }
}
