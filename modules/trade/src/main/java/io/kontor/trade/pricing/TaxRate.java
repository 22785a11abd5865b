package io.kontor.trade.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What is taken of a price as tax.
 *
 * @param taxClass of the goods or the delivery: {@code standard}, {@code reduced}, ...
 * @param millionths of the price without tax: 130,000 is 13 %, 88,750 is 8.875 %; 0 to 1,000,000
 * @param included true: the price contains the tax; false: the tax is added to it
 */
public record TaxRate(String taxClass, int millionths, boolean included) {
    /** The class of goods that have no other. */
    public static final String STANDARD = "standard";

    private static final long WHOLE = 1_000_000;

    public TaxRate {
        if (millionths < 0 || millionths > WHOLE) {
            throw new IllegalArgumentException("A tax is 0 to 100 %");
        }
    }

    /** @param percent with up to four decimals */
    public static TaxRate contained(BigDecimal percent) {
        return new TaxRate(STANDARD, percent.movePointRight(4).intValueExact(), true);
    }

    /** The tax on an amount, which contains it or not as this rate says; rounded half up to the minor unit. */
    long on(long minor) {
        var divisor = 2 * (included ? WHOLE + millionths : WHOLE);
        return BigInteger.valueOf(minor)
                .multiply(BigInteger.valueOf(2L * millionths))
                .add(BigInteger.valueOf(divisor / 2))
                .divide(BigInteger.valueOf(divisor))
                .longValueExact();
    }

    /** As people write it: {@code 13}, {@code 8.875}. */
    public String percent() {
        return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString();
    }
}
