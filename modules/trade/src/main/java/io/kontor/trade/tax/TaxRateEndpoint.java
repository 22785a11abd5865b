package io.kontor.trade.tax;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.platform.access.Access;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.pricing.TaxRate;
import io.kontor.trade.tax.TaxTable.Row;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The tax table of the shop. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "orders.read")
class TaxRateEndpoint {
    private static final int RATES_MAX = 500;
    private static final int REGION_MAX = 60;
    private static final Pattern CLASS = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,4})?");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final TaxRateStore rates;
    private final TaxTable table;
    private final Clock clock;

    TaxRateEndpoint(TaxRateStore rates, TaxTable table, Clock clock) {
        this.rates = rates;
        this.table = table;
        this.clock = clock;
    }

    /** @param usualPercent what holds where the table says nothing, contained in prices */
    record Rates(String usualPercent, List<Rate> items) {}

    /** @param country ISO 3166-1 alpha-2, or empty for everywhere; {@code region} of it, or empty for all of it */
    record Rate(
            UUID id,
            String taxClass,
            String country,
            String region,
            String percent,
            boolean included,
            Instant changedAt,
            String changedBy) {
        static Rate of(Row row) {
            var rate = new TaxRate(row.taxClass(), row.millionths(), row.included());
            return new Rate(
                    row.id(),
                    row.taxClass(),
                    row.country(),
                    row.region(),
                    rate.percent(),
                    row.included(),
                    row.changedAt(),
                    row.changedBy());
        }
    }

    /**
     * @param taxClass small letters, digits and dashes, at most 40; {@code standard} is that of goods without another,
     *     {@code delivery} taxes deliveries by themselves
     * @param percent 0 to 100 with at most four decimals, such as {@code 8.875}
     * @param included whether prices contain the tax; otherwise it is added to them
     */
    record Wanted(
            @Nullable String taxClass,
            @Nullable String country,
            @Nullable String region,
            @Nullable String percent,
            @Nullable Boolean included) {}

    @GetMapping("/api/admin/v1/tax-rates")
    ResponseEntity<Rates> list() {
        var items = rates.all().stream().map(Rate::of).toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Rates(table.usual().percent(), items));
    }

    /** Sets the rate of a class in a place; there is one. */
    @PutMapping("/api/admin/v1/tax-rates")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Void> put(@RequestBody Wanted wanted, Caller caller) {
        var taxClass = wanted.taxClass();
        if (taxClass == null || !CLASS.matcher(taxClass).matches()) {
            throw wrong("taxClass", "A class is small letters, digits and dashes, at most 40.");
        }
        var country = wanted.country() == null ? "" : wanted.country().strip().toUpperCase(Locale.ROOT);
        if (!country.isEmpty() && !COUNTRIES.contains(country)) {
            throw wrong("country", "A country is written as CN; leave it empty for everywhere.");
        }
        var region = wanted.region() == null ? "" : wanted.region().strip();
        if (region.length() > REGION_MAX
                || region.chars().anyMatch(Character::isISOControl)
                || (country.isEmpty() && !region.isEmpty())) {
            throw wrong("region", "A region has at most " + REGION_MAX + " characters and belongs to a country.");
        }
        var millionths = millionths(wanted.percent());
        if (wanted.included() == null) {
            throw wrong("included", "Say whether prices contain the tax.");
        }
        if (rates.all().size() >= RATES_MAX) {
            throw TradeProblem.TAX_TABLE_FULL.refusal(
                    "The table has at most " + RATES_MAX + " rates. Remove one first.");
        }
        rates.put(Ids.next(clock), taxClass, country, region, millionths, wanted.included(), caller.name());
        table.forget();
        return ResponseEntity.noContent().build();
    }

    private static int millionths(@Nullable String percent) {
        if (percent == null
                || !PERCENT.matcher(percent).matches()
                || new BigDecimal(percent).compareTo(BigDecimal.valueOf(100)) > 0) {
            throw wrong("percent", "A rate is 0 to 100 with at most four decimals: 13 or 8.875.");
        }
        return new BigDecimal(percent).movePointRight(4).intValueExact();
    }

    private static Refusal wrong(String field, String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }

    @DeleteMapping("/api/admin/v1/tax-rates/{rateId}")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Void> remove(@PathVariable UUID rateId) {
        rates.remove(rateId);
        table.forget();
        return ResponseEntity.noContent().build();
    }
}
