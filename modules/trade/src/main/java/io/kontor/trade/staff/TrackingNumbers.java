package io.kontor.trade.staff;

import io.kontor.kernel.CommonProblem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** A list of tracking numbers as staff has it from a carrier: CSV with a line of titles. */
final class TrackingNumbers {
    static final int ROWS_MAX = 500;
    private static final int WORDS_MAX = 60;
    private static final int QUANTITY_MAX = 999_999;
    /** How columns are called, in Chinese and English. */
    private static final Map<String, List<String>> TITLES = Map.of(
            "number", List.of("order", "ordernumber", "number", "订单号", "订单"),
            "carrier", List.of("carrier", "快递公司", "承运商", "快递"),
            "trackingNumber", List.of("trackingnumber", "tracking", "快递单号", "运单号"),
            "sku", List.of("sku"),
            "quantity", List.of("quantity", "units", "数量"));

    private TrackingNumbers() {}

    /** @param sku null for all that is left of the order */
    record Entry(
            String number,
            String carrier,
            String trackingNumber,
            @Nullable String sku,
            int quantity) {}

    /** @param row counted from 1, the titles not among them; {@code problem} why it cannot be read, or null */
    record Row(int row, Entry entry, @Nullable String problem) {}

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) when it is no such list */
    static List<Row> read(String csv) {
        var records = records(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        if (records.isEmpty()) {
            throw wrong("The list is empty.");
        }
        var titles = records.getFirst().stream()
                .map(title -> title.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", ""))
                .toList();
        for (var wanted : List.of("number", "carrier", "trackingNumber")) {
            if (place(titles, wanted) < 0) {
                throw wrong(
                        "The first line names the columns: order, carrier and tracking number; sku and quantity may follow.");
            }
        }
        var rows = new ArrayList<Row>();
        for (var record : records.subList(1, records.size())) {
            if (record.stream().anyMatch(cell -> !cell.isBlank())) {
                rows.add(row(rows.size() + 1, titles, record));
            }
            if (rows.size() > ROWS_MAX) {
                throw wrong("A list has at most " + ROWS_MAX + " rows.");
            }
        }
        if (rows.isEmpty()) {
            throw wrong("There are no rows under the titles.");
        }
        return rows;
    }

    private static Row row(int at, List<String> titles, List<String> record) {
        var number = cell(titles, record, "number");
        var carrier = cell(titles, record, "carrier");
        var trackingNumber = cell(titles, record, "trackingNumber");
        var sku = cell(titles, record, "sku");
        var quantity = cell(titles, record, "quantity");
        var units = sku.isEmpty() && quantity.isEmpty() ? 0 : units(quantity);
        var entry = new Entry(number, carrier, trackingNumber, sku.isEmpty() ? null : sku, Math.max(0, units));
        return new Row(at, entry, problem(entry, units));
    }

    private static int units(String quantity) {
        return quantity.matches("\\d{1,6}") ? Integer.parseInt(quantity) : -1;
    }

    private static @Nullable String problem(Entry entry, int units) {
        if (!isPlain(entry.number()) || !isPlain(entry.carrier()) || !isPlain(entry.trackingNumber())) {
            return "Order, carrier and tracking number have 1 to " + WORDS_MAX + " characters each.";
        }
        if (entry.sku() != null && (units < 1 || units > QUANTITY_MAX)) {
            return "With a SKU goes a quantity from 1.";
        }
        return entry.sku() == null && units != 0 ? "With a quantity goes a SKU." : null;
    }

    private static boolean isPlain(String words) {
        return !words.isEmpty() && words.length() <= WORDS_MAX && words.chars().noneMatch(Character::isISOControl);
    }

    private static int place(List<String> titles, String wanted) {
        for (var at = 0; at < titles.size(); at++) {
            if (TITLES.getOrDefault(wanted, List.of()).contains(titles.get(at))) {
                return at;
            }
        }
        return -1;
    }

    private static String cell(List<String> titles, List<String> record, String wanted) {
        var at = place(titles, wanted);
        if (at < 0 || at >= record.size()) {
            return "";
        }
        // Spreadsheets keep long numbers as text by an apostrophe in front.
        var cell = record.get(at).strip();
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    /** Cells are divided by commas, semicolons or tabs, whichever the titles use. */
    private static List<List<String>> records(String csv) {
        var titles = csv.lines().findFirst().orElse("");
        var divider =
                titles.indexOf('\t') >= 0 ? '\t' : titles.indexOf(',') < 0 && titles.indexOf(';') >= 0 ? ';' : ',';
        var format = CSVFormat.DEFAULT.builder().setDelimiter(divider).get();
        try (var parser = format.parse(new StringReader(csv))) {
            var records = new ArrayList<List<String>>();
            for (var record : parser) {
                if (records.size() > ROWS_MAX * 2) {
                    throw wrong("A list has at most " + ROWS_MAX + " rows.");
                }
                records.add(record.toList());
            }
            return records;
        } catch (IOException | UncheckedIOException unreadable) {
            throw wrong("It is not a CSV: perhaps a quotation mark is not closed.");
        }
    }

    private static io.kontor.kernel.Refusal wrong(String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", "csv");
    }
}
