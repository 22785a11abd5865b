package io.kontor.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An amount of money: a whole number of the currency's minor units (cents, fen, or yen itself). On the wire
 * {@code {"amount":"129.00","currency":"CNY"}}; in the database a {@code bigint} and a {@code char(3)}. Arithmetic
 * overflows loudly and never mixes currencies.
 *
 * @param minor minor units, may be negative (a discount, a refund)
 * @param currency ISO 4217
 */
@JsonPropertyOrder({"amount", "currency"})
public record Money(@JsonIgnore long minor, Currency currency) implements Comparable<Money> {

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");

    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * @param amount a plain decimal such as {@code 129.00}, with no more decimals than the currency has
     * @throws IllegalArgumentException when it is not such a number, or too large
     */
    @JsonCreator
    public static Money parse(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        var unit = Currency.getInstance(currency);
        if (amount.length() > 20 || !PLAIN_DECIMAL.matcher(amount).matches()) {
            throw new IllegalArgumentException("Not an amount of money: write it as 129.00");
        }
        try {
            var minor = new BigDecimal(amount).movePointRight(unit.getDefaultFractionDigits());
            return new Money(minor.longValueExact(), unit);
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException(
                    currency + " has " + unit.getDefaultFractionDigits() + " decimals: " + amount);
        }
    }

    /** The amount as a plain decimal with all the currency's decimals: {@code 129.00}. */
    @JsonProperty
    public String amount() {
        var decimals = currency.getDefaultFractionDigits();
        var digits = new StringBuilder(24).append(minor);
        var start = minor < 0 ? 1 : 0;
        while (digits.length() - start <= decimals) {
            digits.insert(start, '0');
        }
        return (decimals == 0 ? digits : digits.insert(digits.length() - decimals, '.')).toString();
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minor, factor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    @JsonIgnore
    public boolean isZero() {
        return minor == 0;
    }

    @JsonIgnore
    public boolean isNegative() {
        return minor < 0;
    }

    @JsonIgnore
    public boolean isPositive() {
        return minor > 0;
    }

    /**
     * Splits this amount in proportion to the weights, so that the shares sum to the whole: each share is rounded
     * down, and the minor units left over go one each to the shares with the largest remainders, the earlier first.
     *
     * @param weights not negative; when all are zero the amount is split evenly
     */
    public List<Money> allocate(List<Long> weights) {
        return Allocation.of(minor, weights).stream()
                .map(share -> new Money(share, currency))
                .toList();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    @Override
    public String toString() {
        return amount() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts in " + currency + " and " + other.currency + " do not add");
        }
        return other;
    }
}
