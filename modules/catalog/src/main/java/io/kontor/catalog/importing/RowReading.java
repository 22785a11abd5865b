package io.kontor.catalog.importing;

import io.kontor.catalog.importing.Profile.Surroundings;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of the rows of one product, and keeps what is wrong with them. */
final class RowReading {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u3000]+");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern WEIGHT =
            Pattern.compile("(?i)(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(g|克|kg|千克|公斤|lb|lbs|oz)?");
    private static final Pattern VOLUME =
            Pattern.compile("(?i)(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(cm3|cm³|ml|立方厘米|毫升|l|dm3|dm³|升|m3|m³|立方米)?");
    private static final Set<String> OFF =
            Set.of("0", "false", "no", "n", "off", "draft", "disabled", "inactive", "下架", "否", "草稿", "未上架", "停售");
    private static final Set<String> ON =
            Set.of("1", "true", "yes", "y", "on", "published", "enabled", "active", "上架", "是", "在售", "已上架");

    private final String product;
    private final Surroundings surroundings;
    private final List<Fault> faults = new ArrayList<>();
    private boolean refused;

    RowReading(String product, Surroundings surroundings) {
        this.product = product;
        this.surroundings = surroundings;
    }

    List<Fault> faults() {
        return faults;
    }

    boolean isRefused() {
        return refused;
    }

    /** The product cannot be saved because of this. */
    void refuse(StagedRow row, @Nullable String column, Reason reason) {
        refused = true;
        faults.add(new Fault(row.file(), row.line(), column, product, reason));
    }

    /** The row is left out, the product stands. */
    void leaveOut(StagedRow row, Reason reason) {
        faults.add(new Fault(row.file(), row.line(), null, product, reason));
    }

    /** One line of text, its spaces tidied. @param max characters */
    String words(StagedRow row, String column, int max) {
        var words = SPACES.matcher(sound(row, column)).replaceAll(" ").strip();
        if (words.length() > max) {
            refuse(row, column, Reason.of("long-text", words.length(), max));
            return "";
        }
        return words;
    }

    /** Text or HTML of any number of lines. */
    String prose(StagedRow row, String column, int max) {
        var words = sound(row, column).strip();
        if (words.length() > max) {
            refuse(row, column, Reason.of("long-text", words.length(), max));
            return "";
        }
        return words;
    }

    private String sound(StagedRow row, String column) {
        var words = row.cell(column);
        if (words.indexOf('\uFFFD') >= 0) {
            refuse(row, column, Reason.of("broken-character"));
        } else if (words.chars().anyMatch(c -> c < 32 && c != '\n' && c != '\r' && c != '\t' || c == 127)) {
            refuse(row, column, Reason.of("control-character"));
        }
        return words;
    }

    /** Null when the cell is empty or wrong. */
    @Nullable
    Money price(StagedRow row, String column) {
        var written = row.cell(column).strip();
        if (written.isEmpty()) {
            return null;
        }
        try {
            return surroundings.terms().price(written, surroundings.currency());
        } catch (Terms.NoPrice wrong) {
            refuse(row, column, wrong.reason());
            return null;
        }
    }

    /** A price beside the price, where 0 is how files write that there is none. */
    @Nullable
    Money priceOrNone(StagedRow row, String column) {
        return row.cell(column).strip().matches("0+(\\.0+)?") ? null : price(row, column);
    }

    /** Whole units in stock; null when the cell is empty or wrong. */
    @Nullable
    Integer stock(StagedRow row, String column) {
        var written = row.cell(column).strip().replaceFirst("\\.0+$", "");
        if (written.isEmpty()) {
            return null;
        }
        if (!written.matches("\\d{1,9}")) {
            refuse(row, column, Reason.of("no-stock", Terms.shortened(row.cell(column))));
            return null;
        }
        return Integer.valueOf(written);
    }

    /** @param unit of a number that says none, in grams; 0 when the cell is empty or wrong */
    int grams(StagedRow row, String column, int unit) {
        var written = row.cell(column).strip();
        if (written.isEmpty()) {
            return 0;
        }
        var weight = WEIGHT.matcher(written);
        if (!weight.matches()) {
            refuse(row, column, Reason.of("no-weight", Terms.shortened(written)));
            return 0;
        }
        var grams = Double.parseDouble(weight.group(1))
                * (weight.group(2) == null
                        ? unit
                        : switch (weight.group(2).toLowerCase(Locale.ROOT)) {
                            case "kg", "千克", "公斤" -> 1000;
                            case "lb", "lbs" -> 453.59237;
                            case "oz" -> 28.349523;
                            default -> 1;
                        });
        if (grams > 10_000_000) {
            refuse(row, column, Reason.of("too-heavy"));
            return 0;
        }
        return (int) Math.round(grams);
    }

    /** In cubic centimetres, which a number that says no unit is in; 0 when the cell is empty or wrong. */
    int volume(StagedRow row, String column) {
        var written = row.cell(column).strip();
        if (written.isEmpty()) {
            return 0;
        }
        var volume = VOLUME.matcher(written);
        if (!volume.matches()) {
            refuse(row, column, Reason.of("no-volume", Terms.shortened(written)));
            return 0;
        }
        var cubicCentimetres = Double.parseDouble(volume.group(1))
                * (volume.group(2) == null
                        ? 1
                        : switch (volume.group(2).toLowerCase(Locale.ROOT)) {
                            case "l", "dm3", "dm³", "升" -> 1_000;
                            case "m3", "m³", "立方米" -> 1_000_000;
                            default -> 1;
                        });
        if (cubicCentimetres > 100_000_000) {
            refuse(row, column, Reason.of("too-large"));
            return 0;
        }
        return (int) Math.round(cubicCentimetres);
    }

    /** Whether the cell says that the product is on sale; so it is when the cell is empty. */
    boolean onSale(StagedRow row, String column) {
        var written = row.cell(column).strip().toLowerCase(Locale.ROOT);
        if (!written.isEmpty() && !OFF.contains(written) && !ON.contains(written)) {
            refuse(row, column, Reason.of("no-status", Terms.shortened(written)));
        }
        return !OFF.contains(written);
    }

    /** Texts that do not say their language are Chinese where they hold Chinese characters, else English. */
    String languageOf(String... words) {
        if (surroundings.terms().language() != null) {
            return surroundings.terms().language();
        }
        for (var some : words) {
            if (HAN.matcher(some).find()) {
                return Language.ZH.code();
            }
        }
        return Language.EN.code();
    }

    static Text text(String language, String words) {
        return words.isEmpty() ? Text.EMPTY : Text.of(language, words);
    }
}
