package io.kontor.trade.cart;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.trade.TradeProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is kept.
 *
 * @param accountId null for a guest's
 * @param mergedInto the account's cart that took this one over, or null
 * @param version one more with every change, the last of which was at {@code touchedAt}
 * @param lines in the order in which they were added, those saved for later among them
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

    /** Why a line is not bought now. */
    public enum Aside {
        /** It stays in the cart, without its tick. */
        NOT_NOW,
        /** It is on the list of things saved for later. */
        SAVED
    }

    /**
     * @param offer as the catalogue offered it when the line was added, or its price accepted: shown when it is gone
     * @param aside null when the line is to be bought now
     */
    public record Line(
            UUID lineId,
            String sku,
            int quantity,
            Offer offer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Aside aside) {
        public Line(UUID lineId, String sku, int quantity, Offer offer) {
            this(lineId, sku, quantity, offer, null);
        }

        public boolean selected() {
            return aside == null;
        }

        public boolean saved() {
            return aside == Aside.SAVED;
        }

        Line with(int quantity) {
            return new Line(lineId, sku, quantity, offer, aside);
        }

        Line with(Offer offer) {
            return new Line(lineId, sku, quantity, offer, aside);
        }

        Line with(@Nullable Aside aside) {
            return new Line(lineId, sku, quantity, offer, aside);
        }
    }

    public List<String> skus() {
        return lines.stream().map(Line::sku).toList();
    }

    /** What an order takes. */
    public List<Line> selected() {
        return lines.stream().filter(Line::selected).toList();
    }

    /** What an order leaves. */
    public List<Line> left() {
        return lines.stream().filter(line -> !line.selected()).toList();
    }

    /** With a line more, or more in the line of that SKU; either way it is bought now. */
    CartContents plus(Line added) {
        var changed = new ArrayList<>(lines);
        for (var at = 0; at < changed.size(); at++) {
            var line = changed.get(at);
            if (line.sku().equals(added.sku())) {
                var before = line.saved() ? 0 : line.quantity();
                if (before + added.quantity() > QUANTITY_MAX) {
                    throw TradeProblem.QUANTITY_INVALID.refusal(
                            "With what is in the cart already it would be more than " + QUANTITY_MAX + ".");
                }
                changed.set(at, new Line(line.lineId(), line.sku(), before + added.quantity(), added.offer()));
                return with(changed);
            }
        }
        if (changed.size() >= LINES_MAX) {
            throw TradeProblem.CART_FULL.refusal("A cart has at most " + LINES_MAX + " lines. Order these first.");
        }
        changed.add(added);
        return with(changed);
    }

    /** With a line changed; one of no units is taken out. */
    CartContents with(UUID lineId, Function<Line, Line> change) {
        if (lines.stream().noneMatch(line -> line.lineId().equals(lineId))) {
            throw TradeProblem.LINE_NOT_FOUND.refusal("Read the cart again: this line has gone.");
        }
        return with(lines.stream()
                .map(line -> line.lineId().equals(lineId) ? change.apply(line) : line)
                .filter(line -> line.quantity() > 0)
                .toList());
    }

    /** With exactly these lines to be bought now; what is saved for later stays so. */
    CartContents selecting(Set<UUID> lineIds) {
        return with(lines.stream()
                .map(line -> line.saved() ? line : line.with(lineIds.contains(line.lineId()) ? null : Aside.NOT_NOW))
                .toList());
    }

    /**
     * With another cart's lines: quantities of one SKU add up to what a line may have, and lines without room stay out. A
     * line that either cart wants now is wanted now; one that only one of them saved for later is in the cart.
     */
    CartContents merged(CartContents other) {
        var changed = new ArrayList<>(lines);
        for (var more : other.lines()) {
            var known = changed.stream()
                    .filter(line -> line.sku().equals(more.sku()))
                    .findFirst();
            if (known.isPresent()) {
                changed.set(changed.indexOf(known.get()), merged(known.get(), more));
            } else if (changed.size() < LINES_MAX) {
                changed.add(more);
            }
        }
        return with(changed);
    }

    private static Line merged(Line own, Line more) {
        if (own.saved() != more.saved()) {
            var wanted = own.saved() ? more : own;
            return own.with(wanted.quantity()).with(wanted.aside());
        }
        return own.with(Math.min(QUANTITY_MAX, own.quantity() + more.quantity()))
                .with(own.selected() || more.selected() ? null : own.aside());
    }

    private CartContents with(List<Line> lines) {
        return new CartContents(cartId, accountId, mergedInto, version, touchedAt, List.copyOf(lines));
    }

    public CartContents ownedBy(@Nullable UUID accountId) {
        return new CartContents(cartId, accountId, mergedInto, version, touchedAt, lines);
    }

    /** Empty, and leading to the cart that took it over. */
    CartContents mergedInto(UUID cartId) {
        return new CartContents(this.cartId, accountId, cartId, version, touchedAt, List.of());
    }
}
