package io.kontor.trade.page;

import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as its page shows it. */
public record OrderView(Words words, Order order) {
    private static final List<String> STATIONS = List.of("placed", "paid", "shipped", "received");

    /** @param at when it was reached, or null */
    public record Station(String name, @Nullable Instant at, boolean current) {}

    /** The colour of a status, as the style sheet names it. */
    public static String tone(String status) {
        return switch (status) {
            case "delivered", "received" -> "success";
            case "unpaid" -> "warning";
            case "cancelled", "refunded" -> "";
            default -> "info";
        };
    }

    public static String statusName(Words words, String status) {
        return words.textOr("status." + status, status);
    }

    public boolean isCancelled() {
        return order.status().equals("cancelled");
    }

    public boolean isInvoiced() {
        return !isCancelled() && !order.status().equals("unpaid");
    }

    /** Whether it can still go elsewhere: nothing of it was shipped, and it is not picked up. */
    public boolean isMovable() {
        return order.cancellable() && order.pickUp() == null;
    }

    /** How far the order has come; a cancelled one goes nowhere and has none. */
    public List<Station> stations() {
        if (isCancelled()) {
            return List.of();
        }
        var last = 0;
        for (var at = 0; at < STATIONS.size(); at++) {
            if (reachedAt(STATIONS.get(at)) != null) {
                last = at;
            }
        }
        var stations = new ArrayList<Station>();
        for (var at = 0; at < STATIONS.size(); at++) {
            var reached = at <= last ? reachedAt(STATIONS.get(at)) : null;
            stations.add(new Station(words.text("station." + STATIONS.get(at)), reached, at == last));
        }
        return stations;
    }

    private @Nullable Instant reachedAt(String code) {
        return code.equals("placed")
                ? order.placedAt()
                : order.timeline().stream()
                        .filter(entry -> entry.code().equals(code))
                        .map(TimelineEntry::at)
                        .findFirst()
                        .orElse(null);
    }

    /** What happened, the newest first. */
    public List<TimelineEntry> timeline() {
        return order.timeline().reversed();
    }

    /** What the buyer knows a stock code as. */
    public String nameOf(String sku) {
        return order.lines().stream()
                .filter(line -> line.sku().equals(sku))
                .map(line -> (line.name() + " " + line.options()).strip())
                .findFirst()
                .orElse(sku);
    }

    /** The colour of where a parcel is. */
    public static String toneOfParcel(String status) {
        return switch (status) {
            case "delivered" -> "success";
            case "problem", "returned" -> "warning";
            default -> "info";
        };
    }

    public String eventText(TimelineEntry entry) {
        return entry.text().isBlank() ? words.textOr("event." + entry.code(), entry.code()) : entry.text();
    }

    public List<String> addressLines() {
        var address = order.address();
        var lines = new ArrayList<String>();
        add(lines, address.name());
        add(lines, address.phone());
        if (isChinese(address.city())) {
            add(
                    lines,
                    joined("", address.region(), address.city(), address.district(), address.line1(), address.line2()));
        } else {
            add(lines, joined(", ", address.line1(), address.line2()));
            add(lines, joined(", ", address.district(), address.city(), address.region()));
        }
        add(
                lines,
                joined(
                        " ",
                        address.postcode(),
                        address.country() == null ? "" : CheckoutForm.nameOf(address.country(), words.language())));
        return lines;
    }

    /** A Chinese address goes from the large to the small without a gap, whatever the language of the page. */
    private static boolean isChinese(@Nullable String place) {
        return place != null && place.codePoints().anyMatch(Character::isIdeographic);
    }

    private static void add(List<String> lines, @Nullable String line) {
        if (line != null && !line.isBlank()) {
            lines.add(line);
        }
    }

    private static String joined(String between, @Nullable String... parts) {
        var kept = new ArrayList<String>();
        for (var part : parts) {
            // A city that is its own province is written once.
            if (kept.isEmpty() || !kept.getLast().equals(part)) {
                add(kept, part);
            }
        }
        return String.join(between, kept);
    }
}
