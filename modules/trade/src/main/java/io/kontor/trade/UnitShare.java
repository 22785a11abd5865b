package io.kontor.trade;

import io.kontor.kernel.Money;
import java.math.BigInteger;

/** What goes back for single units of a line, whose amounts are kept for all of its units together. */
public final class UnitShare {
    private UnitShare() {}

    /**
     * The next part of a whole. What went back stands, after every part, at the whole times the units over all units,
     * rounded down, so parts of any size sum to the whole to the last minor unit once every unit is among them.
     *
     * @param whole kept for all units: a price, a tax, a share of the delivery, of points or of a gift card
     * @param upTo units that will have gone back with this part; 0 to {@code quantity}
     * @param before what went back already; a part never falls below nothing when that is more than its due
     */
    public static Money next(Money whole, int upTo, int quantity, Money before) {
        var due = BigInteger.valueOf(whole.minor())
                .multiply(BigInteger.valueOf(upTo))
                .divide(BigInteger.valueOf(quantity))
                .longValueExact();
        return new Money(Math.max(0, due - before.minor()), whole.currency());
    }
}
