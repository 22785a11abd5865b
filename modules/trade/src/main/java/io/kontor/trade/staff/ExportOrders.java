package io.kontor.trade.staff;

import io.kontor.kernel.Language;
import io.kontor.platform.template.Words;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.ListOrders;
import io.kontor.trade.order.OrderSearch;
import io.kontor.trade.order.OrderSearch.Search;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes orders as CSV, page by page as they are read, one row for every line of an order. */
@Component
class ExportOrders {
    /** More than that is asked for in parts, by time. */
    static final int ORDERS_MAX = 50_000;

    private static final int PAGE = 100;
    private static final List<String> COLUMNS = List.of(
            "number",
            "status",
            "placed-at",
            "recipient",
            "phone",
            "email",
            "address",
            "delivery",
            "sku",
            "product",
            "quantity",
            "shipped",
            "price",
            "line-total",
            "order-total",
            "currency",
            "note");

    private final OrderSearch search;

    ExportOrders(OrderSearch search) {
        this.search = search;
    }

    void write(Search wanted, Language language, OutputStream out) throws IOException {
        var words = Words.of("trade-papers", language);
        // The mark at the start makes spreadsheets read it as UTF-8.
        var csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.write('\uFEFF');
        csv.write(row(
                COLUMNS.stream().map(column -> words.text("export." + column)).toList()));
        var behind = wanted.behind();
        var written = 0;
        List<KeptOrder> page;
        do {
            page = search.search(new Search(
                    wanted.words(), wanted.status(), wanted.tag(), wanted.from(), wanted.to(), PAGE, behind));
            for (var order : page) {
                for (var line : order.lines()) {
                    csv.write(row(cells(order, line, words)));
                }
            }
            csv.flush();
            written += page.size();
            behind = page.isEmpty() ? behind : ListOrders.place(ListOrders.cursor(page.getLast()));
        } while (page.size() == PAGE && written < ORDERS_MAX);
        if (page.size() == PAGE) {
            csv.write(row(List.of(words.text("export.cut", ORDERS_MAX))));
            csv.flush();
        }
    }

    private static List<@Nullable String> cells(KeptOrder order, KeptOrder.Line line, Words words) {
        var address = order.address();
        return java.util.Arrays.asList(
                order.number(),
                order.status().code(),
                order.placedAt().toString(),
                address.name(),
                address.phone(),
                order.contact().email(),
                java.util.stream.Stream.of(
                                address.country(),
                                address.region(),
                                address.city(),
                                address.district(),
                                address.line1(),
                                address.line2(),
                                address.postcode())
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(" ")),
                words.of(order.deliveryName()),
                line.sku(),
                (words.of(line.name()) + " " + words.of(line.options())).strip(),
                String.valueOf(line.quantity()),
                String.valueOf(line.shipped()),
                line.price().amount(),
                line.total().amount(),
                order.totals().total().amount(),
                order.totals().total().currency().getCurrencyCode(),
                order.note());
    }

    static String row(List<@Nullable String> cells) {
        return cells.stream().map(ExportOrders::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** By RFC 4180. What a spreadsheet would run as a formula is made plain with a leading apostrophe. */
    static String cell(@Nullable String given) {
        var text = given == null ? "" : given;
        var safe = text.matches("(?s)^[=+\\-@\\t\\r].*") && !text.matches("[+-]?[\\d.]+") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
