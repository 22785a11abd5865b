package io.kontor.trade.cart;

import io.kontor.catalog.Catalog.Offer;
import io.kontor.trade.TradeProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is kept.
 *
 * @param accountId null for a guest's
 * @param mergedInto the account's cart that took this one over, or null
 * @param version one more with every change, the last of which was at {@code touchedAt}
 * @param lines in the order in which they were added
 */
public record CartContents(
        UUID cartId,
        @Nullable UUID accountId,
        @Nullable UUID mergedInto,
        int version,
        Instant touchedAt,
        List<Line> lines) {
    /** Most lines of one cart, and of one order. */
    public static final int LINES_MAX = 200;

    /** Most units of one SKU in one cart. */
    public static final int QUANTITY_MAX = 999;

    /** @param offer as the catalogue offered it when the line was added: shown when it is gone */
    public record Line(UUID lineId, String sku, int quantity, Offer offer) {
        Line with(int quantity, Offer offer) {
            return new Line(lineId, sku, quantity, offer);
        }
    }

    public List<String> skus() {
        return lines.stream().map(Line::sku).toList();
    }

    /** With a line more, or more in the line of that SKU. */
    CartContents plus(Line added) {
        var changed = new ArrayList<>(lines);
        for (var at = 0; at < changed.size(); at++) {
            var line = changed.get(at);
            if (line.sku().equals(added.sku())) {
                if (line.quantity() + added.quantity() > QUANTITY_MAX) {
                    throw TradeProblem.QUANTITY_INVALID.refusal(
                            "With what is in the cart already it would be more than " + QUANTITY_MAX + ".");
                }
                changed.set(at, line.with(line.quantity() + added.quantity(), added.offer()));
                return with(changed);
            }
        }
        if (changed.size() >= LINES_MAX) {
            throw TradeProblem.CART_FULL.refusal("A cart has at most " + LINES_MAX + " lines. Order these first.");
        }
        changed.add(added);
        return with(changed);
    }

    /** With another quantity of a line; 0 takes it out. */
    CartContents with(UUID lineId, int quantity) {
        if (lines.stream().noneMatch(line -> line.lineId().equals(lineId))) {
            throw TradeProblem.LINE_NOT_FOUND.refusal("Read the cart again: this line has gone.");
        }
        return with(lines.stream()
                .map(line -> line.lineId().equals(lineId) ? line.with(quantity, line.offer()) : line)
                .filter(line -> line.quantity() > 0)
                .toList());
    }

    /** With another cart's lines; quantities of one SKU add up to what a line may have, and lines without room stay out. */
    CartContents merged(CartContents other) {
        var changed = new ArrayList<>(lines);
        for (var more : other.lines()) {
            var known = changed.stream()
                    .filter(line -> line.sku().equals(more.sku()))
                    .findFirst();
            if (known.isPresent()) {
                var line = known.get();
                changed.set(
                        changed.indexOf(line),
                        line.with(Math.min(QUANTITY_MAX, line.quantity() + more.quantity()), line.offer()));
            } else if (changed.size() < LINES_MAX) {
                changed.add(more);
            }
        }
        return with(changed);
    }

    private CartContents with(List<Line> lines) {
        return new CartContents(cartId, accountId, mergedInto, version, touchedAt, List.copyOf(lines));
    }

    CartContents ownedBy(UUID accountId) {
        return new CartContents(cartId, accountId, mergedInto, version, touchedAt, lines);
    }

    /** Empty, and leading to the cart that took it over. */
    CartContents mergedInto(UUID cartId) {
        return new CartContents(this.cartId, accountId, cartId, version, touchedAt, List.of());
    }
}
