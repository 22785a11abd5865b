package io.kontor.trade.staff;

import io.kontor.kernel.Language;
import io.kontor.platform.template.CsvRow;
import io.kontor.platform.template.Words;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.ListOrders;
import io.kontor.trade.order.OrderSearch;
import io.kontor.trade.order.OrderSearch.Place;
import io.kontor.trade.order.OrderSearch.Search;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes orders as CSV, page by page as they are read, one row for every line of an order. */
@Component
class ExportOrders {
    static final int ORDERS_MAX = 50_000;

    private static final int PAGE = 500;
    private static final Duration TIME_MAX = Duration.ofMinutes(5);
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
            "delivery-fee",
            "order-total",
            "currency",
            "note");

    private final OrderSearch search;
    private final Clock clock;

    ExportOrders(OrderSearch search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal EXPORT_TOO_LARGE (422) */
    void refuseMore(Search wanted, int ordersMax) {
        if (search.findsMore(page(wanted, ordersMax, wanted.behind()))) {
            throw TradeProblem.EXPORT_TOO_LARGE
                    .refusal("At most " + ordersMax + " orders go into one file. Export them in parts, by time.")
                    .with("max", ordersMax);
        }
    }

    /**
     * Writes while it reads, however much there is. What fails on the way breaks the answer off, so that nobody takes a
     * part for the whole.
     */
    void write(Search wanted, Language language, OutputStream out) throws IOException {
        var words = Words.of("trade-papers", language);
        var until = clock.instant().plus(TIME_MAX);
        var csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.write(CsvRow.MARK);
        csv.write(CsvRow.of(
                COLUMNS.stream().map(column -> words.text("export." + column)).toList()));
        var behind = wanted.behind();
        List<KeptOrder> page;
        do {
            if (clock.instant().isAfter(until)) {
                throw TradeProblem.EXPORT_TOO_LARGE.refusal(
                        "It takes longer than " + TIME_MAX.toMinutes() + " minutes. Export them in parts, by time.");
            }
            page = search.search(page(wanted, PAGE, behind));
            for (var order : page) {
                for (var line : order.lines()) {
                    csv.write(CsvRow.of(cells(order, line, words)));
                }
            }
            csv.flush();
            behind = page.isEmpty() ? behind : ListOrders.place(ListOrders.cursor(page.getLast()));
        } while (page.size() == PAGE);
    }

    private static Search page(Search wanted, int limit, @Nullable Place behind) {
        return new Search(wanted.words(), wanted.status(), wanted.tag(), wanted.from(), wanted.to(), limit, behind);
    }

    private static List<@Nullable String> cells(KeptOrder order, KeptOrder.Line line, Words words) {
        var address = order.address();
        return Arrays.asList(
                order.number(),
                words.text("export.status." + order.status().code()),
                order.placedAt().toString(),
                address.name(),
                address.phone(),
                order.contact().email(),
                Stream.of(
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
                order.totals().delivery().amount(),
                order.totals().total().amount(),
                order.totals().total().currency().getCurrencyCode(),
                order.note());
    }
}
