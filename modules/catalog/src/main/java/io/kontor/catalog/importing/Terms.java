package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.INVALID_MAPPING;

import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a whole import.
 *
 * @param currency ISO 4217, the one its prices are in; null for the profile's or the shop's
 * @param rate how much of the shop's currency one unit of the import's is; needed when they differ
 * @param language of texts that do not say theirs; null to tell it from their script
 * @param constants values by field that every product of the file gets
 */
record Terms(
        @Nullable String currency,
        @Nullable BigDecimal rate,
        @Nullable String language,
        Map<String, String> constants) {
    private static final Pattern PLAIN = Pattern.compile("\\d{1,12}(\\.\\d{1,10})?");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d{1,10})?");
    private static final Pattern SIGNS = Pattern.compile(
            "(?i)^(cny|rmb|usd|inr|eur|gbp|rs\\.?|[¥￥$€£₹])\\s*|\\s*(cny|rmb|usd|inr|eur|gbp|元|[¥￥$€£₹])$");
    private static final Pattern RATE = Pattern.compile("\\d{1,7}(\\.\\d{1,12})?");
    private static final BigDecimal RATE_MAX = BigDecimal.valueOf(1_000_000);

    /**
     * The rate as somebody wrote it; null when they wrote none.
     *
     * @throws io.kontor.kernel.Refusal INVALID_MAPPING when it is none
     */
    static @Nullable BigDecimal rate(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        var rate = RATE.matcher(written.strip()).matches() ? new BigDecimal(written.strip()) : BigDecimal.ZERO;
        if (rate.signum() == 0 || rate.compareTo(RATE_MAX) > 0) {
            throw INVALID_MAPPING
                    .refusal("\"" + shortened(written.strip())
                            + "\" is not a rate: write a number above 0 and up to 1000000, such as 0.084.")
                    .with("field", "rate");
        }
        return rate;
    }

    /** What would keep prices from becoming the shop's, or null. */
    @Nullable
    Obstacle obstacle(Currency shop, @Nullable String profileCurrency) {
        var from = from(shop, profileCurrency);
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(from))) {
            return Obstacle.of("no-currency", "field=currency", shortened(from));
        }
        var same = from.equals(shop.getCurrencyCode());
        if (same && rate != null && rate.compareTo(BigDecimal.ONE) != 0) {
            return Obstacle.of("nothing-to-convert", "field=rate", shop);
        }
        if (!same && rate == null) {
            return Obstacle.of("no-rate", "field=rate", from, shop);
        }
        return language != null && Language.of(language).isEmpty()
                ? Obstacle.of("no-language", "field=language", shortened(language))
                : null;
    }

    /** These terms with nothing left open, when no obstacle stands in their way. */
    Terms settled(Currency shop, @Nullable String profileCurrency) {
        var from = from(shop, profileCurrency);
        return new Terms(from, from.equals(shop.getCurrencyCode()) ? null : rate, language, Map.copyOf(constants));
    }

    private String from(Currency shop, @Nullable String profileCurrency) {
        return currency != null
                ? currency.strip().toUpperCase(Locale.ROOT)
                : Objects.requireNonNullElse(profileCurrency, shop.getCurrencyCode());
    }

    /**
     * A price as files write them ({@code 1299}, {@code 1,299.00}, {@code ¥129}), in the shop's currency.
     *
     * @throws NoPrice saying what is wrong with it
     */
    Money price(String written, Currency shop) throws NoPrice {
        var bare = SIGNS.matcher(written.strip()).replaceAll("").strip();
        if (GROUPED.matcher(bare).matches()) {
            bare = bare.replace(",", "");
        }
        if (!PLAIN.matcher(bare).matches()) {
            throw new NoPrice(Reason.of("no-price", shortened(written)));
        }
        var amount = new BigDecimal(bare);
        if (amount.signum() == 0) {
            throw new NoPrice(Reason.of("price-zero"));
        }
        var minor = (rate == null ? amount : amount.multiply(rate)).movePointRight(shop.getDefaultFractionDigits());
        if (rate == null && minor.stripTrailingZeros().scale() > 0) {
            throw new NoPrice(Reason.of("price-decimals", bare, shop));
        }
        var rounded = minor.setScale(0, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 || rounded.precision() > 12) {
            throw new NoPrice(Reason.of(rounded.signum() == 0 ? "price-small" : "price-large", bare, shop));
        }
        return new Money(rounded.longValueExact(), shop);
    }

    /** Words that are not a price. */
    static final class NoPrice extends Exception {
        private final transient Reason reason;

        NoPrice(Reason reason) {
            super(reason.key(), null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    static String shortened(String words) {
        return words.length() <= 60 ? words : words.substring(0, 59) + "…";
    }
}
