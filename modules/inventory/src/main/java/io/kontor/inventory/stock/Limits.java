package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.Line;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request to inventory may look like. */
public final class Limits {
    public static final int LINES_MAX = 200;
    public static final int QUANTITY_MAX = 999_999;
    public static final int ON_HAND_MAX = 999_999_999;
    static final int COUNTS_MAX = 1_000;
    private static final int REASON_MAX = 200;
    private static final int SKU_MAX = 100;

    private Limits() {}

    /** @throws Refusal INVALID_REQUEST, unless there are 1 to 200 lines, each SKU once, each quantity 1 to 999,999 */
    public static void check(@Nullable List<Line> lines) {
        if (lines == null || lines.isEmpty() || lines.size() > LINES_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 1 to 200 lines.").with("field", "lines");
        }
        lines.forEach(line -> {
            if (line == null || line.quantity() < 1 || line.quantity() > QUANTITY_MAX) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("A quantity is 1 to 999,999.")
                        .with("field", "quantity");
            }
        });
        checkSkus(lines.stream().map(Line::sku).toList());
    }

    public static void checkSkus(List<@Nullable String> skus) {
        var seen = new HashSet<String>();
        for (var sku : skus) {
            checkSku(sku);
            if (!seen.add(sku)) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("Name each SKU once: " + sku + " comes twice.")
                        .with("field", "sku");
            }
        }
    }

    public static void checkSku(@Nullable String sku) {
        if (sku == null || sku.isBlank() || sku.length() > SKU_MAX || hasControls(sku)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A SKU has 1 to 100 characters on one line.")
                    .with("field", "sku");
        }
    }

    public static void checkReason(@Nullable String reason) {
        if (reason != null && (reason.length() > REASON_MAX || hasControls(reason))) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A reason has 200 characters at most, on one line.")
                    .with("field", "reason");
        }
    }

    /** The SKU, if it can be one. */
    public static String sku(String words) {
        checkSku(words);
        return words;
    }

    public static boolean hasControls(String words) {
        return words.chars().anyMatch(Character::isISOControl);
    }

    /** @throws Refusal INVALID_REQUEST, unless there are 1 to 200 */
    public static <T> void checkCount(@Nullable List<T> orderIds) {
        if (orderIds == null
                || orderIds.isEmpty()
                || orderIds.size() > LINES_MAX
                || orderIds.stream().anyMatch(Objects::isNull)) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 1 to 200 orders.");
        }
    }
}
