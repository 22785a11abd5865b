package io.kontor.trade.paper;

import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.paper.Sheet.Align;
import io.kontor.trade.paper.Sheet.Column;
import io.kontor.trade.pricing.Explain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes packing slips and invoices, one or many to a PDF. */
@Component
public class PrintOrders {
    private static final float SMALL = 9;
    private static final float USUAL = 10;
    /** A paper takes some 30 MB while it is being written, most of it the font. */
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private static final Set<OrderStatus> NOT_INVOICED = Set.of(OrderStatus.UNPAID, OrderStatus.CANCELLED);

    /** What is to be packed. @param parcel of an order that has several, or null: what is left to ship, or else everything */
    public record Slip(KeptOrder order, @Nullable Shipment parcel) {}

    public byte[] packingSlips(List<Slip> slips, Language language) {
        return print(language, "paper.packing-slip", (sheet, words) -> slips.forEach(slip -> slip(sheet, slip, words)));
    }

    /** @throws io.kontor.kernel.Refusal NOT_INVOICED (409) with the {@code numbers} of orders that are not paid */
    public byte[] invoices(List<KeptOrder> orders, Language language) {
        var open = orders.stream()
                .filter(order -> NOT_INVOICED.contains(order.status()))
                .map(KeptOrder::number)
                .toList();
        if (!open.isEmpty()) {
            throw TradeProblem.NOT_INVOICED
                    .refusal("There is an invoice once an order is paid.")
                    .with("numbers", open);
        }
        return print(
                language, "paper.invoice", (sheet, words) -> orders.forEach(order -> invoice(sheet, order, words)));
    }

    private interface Writing {
        void on(Sheet sheet, Words words);
    }

    private static byte[] print(Language language, String title, Writing writing) {
        if (!AT_ONCE.tryAcquire()) {
            throw CommonProblem.BUSY.refusal("Other papers are being printed. Try again in a few seconds.");
        }
        var words = Words.of("trade-papers", language);
        try (var sheet = new Sheet(words.text(title))) {
            writing.on(sheet, words);
            return sheet.bytes();
        } finally {
            AT_ONCE.release();
        }
    }

    private static void slip(Sheet sheet, Slip slip, Words words) {
        var order = slip.order();
        sheet.newPage();
        title(sheet, words.text("paper.packing-slip"), order, words);
        var top = sheet.at();
        party(sheet, words.text("paper.to"), address(order.address(), words), Sheet.LEFT, 300);
        var bottom = sheet.at();
        sheet.backTo(top);
        var parcel = slip.parcel();
        var how = parcel == null
                ? words.of(order.deliveryName())
                : words.of(order.deliveryName()) + "\n" + parcel.carrier() + " " + parcel.trackingNumber();
        party(sheet, words.text("paper.by"), how, 330, Sheet.RIGHT);
        sheet.backTo(Math.min(bottom, sheet.at()));
        sheet.skip(14);

        var columns = List.of(
                new Column(words.text("paper.sku"), Sheet.LEFT, 215, Align.LEFT),
                new Column(words.text("paper.product"), 225, 480, Align.LEFT),
                new Column(words.text("paper.quantity"), 485, Sheet.RIGHT, Align.RIGHT));
        sheet.head(columns, SMALL);
        var packed = packed(order, parcel);
        order.lines().stream()
                .filter(line -> packed.containsKey(line.sku()))
                .forEach(line -> sheet.row(
                        columns,
                        List.of(line.sku(), name(line, words), String.valueOf(packed.get(line.sku()))),
                        USUAL,
                        false));
        sheet.rule(0.4f);
        var units = packed.values().stream().mapToInt(Integer::intValue).sum();
        sheet.text(words.text("paper.units", units), USUAL, Sheet.LEFT, Sheet.RIGHT, Align.RIGHT, true);
        note(sheet, order, words);
    }

    /** Quantity by SKU: what is in the parcel; without one what is left to ship, or all of it when nothing is. */
    static Map<String, Integer> packed(KeptOrder order, @Nullable Shipment parcel) {
        var packed = new LinkedHashMap<String, Integer>();
        if (parcel != null) {
            parcel.lines().forEach(line -> packed.merge(line.sku(), line.quantity(), Integer::sum));
            return packed;
        }
        var left = order.lines().stream().anyMatch(line -> line.left() > 0);
        for (var line : order.lines()) {
            var quantity = left ? line.left() : line.quantity();
            if (quantity > 0) {
                packed.merge(line.sku(), quantity, Integer::sum);
            }
        }
        return packed;
    }

    private static void invoice(Sheet sheet, KeptOrder order, Words words) {
        sheet.newPage();
        title(sheet, words.text("paper.invoice"), order, words);
        party(sheet, words.text("paper.bill-to"), address(order.address(), words), Sheet.LEFT, 300);
        sheet.skip(14);
        var columns = List.of(
                new Column(words.text("paper.product"), Sheet.LEFT, 250, Align.LEFT),
                new Column(words.text("paper.quantity"), 255, 295, Align.RIGHT),
                new Column(words.text("paper.price"), 300, 370, Align.RIGHT),
                new Column(words.text("paper.discount"), 375, 440, Align.RIGHT),
                new Column(words.text("paper.amount"), 445, Sheet.RIGHT, Align.RIGHT));
        sheet.head(columns, SMALL);
        for (var line : order.lines()) {
            sheet.row(
                    columns,
                    List.of(
                            name(line, words) + "\n" + line.sku(),
                            String.valueOf(line.quantity()),
                            words.money(line.price()),
                            line.discount().isZero()
                                    ? ""
                                    : words.money(line.discount().negated()),
                            words.money(line.total())),
                    SMALL,
                    false);
        }
        sheet.rule(0.4f);
        sums(sheet, order, words);
    }

    private static void sums(Sheet sheet, KeptOrder order, Words words) {
        var totals = order.totals();
        sum(sheet, words.text("paper.goods"), totals.goods(), words, false);
        if (!totals.discount().isZero()) {
            sum(sheet, words.text("paper.discount"), totals.discount().negated(), words, false);
        }
        sum(sheet, words.text("paper.delivery"), totals.delivery(), words, false);
        var added = totals.taxAdded();
        if (added != null) {
            sum(sheet, words.text("paper.tax-added"), added, words, false);
        }
        sum(sheet, words.text("paper.total"), totals.total(), words, true);
        var inMoney = totals.inMoney();
        if (inMoney != null) {
            new Explain(words.language())
                    .tenders(order.breakdown())
                    .forEach(tender -> sum(sheet, tender.text(), tender.amount(), words, false));
            sum(sheet, words.text("paper.in-money"), inMoney, words, true);
        }
        sum(sheet, words.text("paper.tax"), totals.tax(), words, false);
        var refunded = order.lines().stream()
                .map(KeptOrder.Line::refundedAmount)
                .reduce(Money.zero(totals.total().currency()), Money::plus);
        if (refunded.isPositive()) {
            sum(sheet, words.text("paper.refunded"), refunded, words, false);
        }
    }

    private static void sum(Sheet sheet, String name, Money amount, Words words, boolean strong) {
        var columns = List.of(new Column("", 250, 430, Align.RIGHT), new Column("", 435, Sheet.RIGHT, Align.RIGHT));
        sheet.row(columns, List.of(name, words.money(amount)), strong ? USUAL + 2 : USUAL, strong);
    }

    private static void title(Sheet sheet, String title, KeptOrder order, Words words) {
        sheet.text(title, 20, Sheet.LEFT, Sheet.RIGHT, Align.LEFT, true);
        sheet.skip(2);
        sheet.text(words.text("paper.order", order.number(), words.date(order.placedAt())), USUAL);
        sheet.rule(1.2f);
        sheet.skip(6);
    }

    private static void party(Sheet sheet, String title, String lines, float left, float right) {
        sheet.text(title, SMALL, left, right, Align.LEFT, true);
        sheet.text(lines, USUAL, left, right, Align.LEFT, false);
    }

    private static void note(Sheet sheet, KeptOrder order, Words words) {
        var note = order.note();
        if (note != null && !note.isBlank()) {
            sheet.skip(10);
            sheet.text(words.text("paper.note"), SMALL, Sheet.LEFT, Sheet.RIGHT, Align.LEFT, true);
            sheet.text(note, USUAL);
        }
    }

    private static String name(KeptOrder.Line line, Words words) {
        return (words.of(line.name()) + " " + words.of(line.options())).strip();
    }

    /** From the recipient to the country; Chinese places go from the large to the small. */
    private static String address(Address address, Words words) {
        var outward = parts(address.region(), address.city(), address.district(), address.line1(), address.line2());
        var isChinese = outward.stream().anyMatch(part -> part.codePoints().anyMatch(Character::isIdeographic));
        var lines = new ArrayList<>(parts(address.name(), address.phone()));
        lines.add(isChinese ? String.join(" ", outward) : String.join(", ", outward.reversed()));
        var country = address.country() == null
                ? null
                : Locale.of("", address.country())
                        .getDisplayCountry(words.language().locale());
        lines.add(String.join(" ", parts(address.postcode(), country)));
        return String.join("\n", lines);
    }

    private static List<String> parts(@Nullable String... parts) {
        return Stream.of(parts)
                .filter(part -> part != null && !part.isBlank())
                .distinct()
                .toList();
    }
}
