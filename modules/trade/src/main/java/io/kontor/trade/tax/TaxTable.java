package io.kontor.trade.tax;

import io.kontor.trade.Trade.Address;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.pricing.TaxRate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tax of each class in each place, as staff keep it. A place is a country, perhaps with a region, or everywhere. An
 * order follows the rates of its country where there are any, else those that hold everywhere; a class without a rate is
 * taxed as the standard one, and that, without a rate, by {@code kontor.trade.vat-percent}, contained in the price.
 */
@Component
public class TaxTable {
    /** The class that taxes a delivery by itself; without a rate for it, a delivery is taxed like its goods. */
    public static final String DELIVERY = "delivery";

    /** Another process may have changed the table; this one follows so soon. */
    private static final Duration AGE_MAX = Duration.ofSeconds(10);

    private final TaxRateStore rates;
    private final TaxRate usual;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    TaxTable(TaxRateStore rates, TradeSettings settings, Clock clock) {
        this.rates = rates;
        this.usual = TaxRate.contained(settings.vatPercent());
        this.clock = clock;
    }

    /** @param country ISO 3166-1 alpha-2, or empty for everywhere; {@code region} of it, or empty for all of it */
    record Row(
            UUID id,
            String taxClass,
            String country,
            String region,
            int millionths,
            boolean included,
            Instant changedAt,
            String changedBy) {
        private TaxRate rate() {
            return new TaxRate(taxClass, millionths, included);
        }
    }

    private record Snapshot(Map<String, List<Row>> byCountry, Instant readAt) {}

    /** The rates that hold in one place. */
    public record Taxes(List<Row> rows, String region, TaxRate usual) {

        /** @param taxClass null: standard */
        public TaxRate of(@Nullable String taxClass) {
            if (rows.isEmpty()) {
                return usual;
            }
            var wanted = taxClass == null ? TaxRate.STANDARD : taxClass;
            return Stream.of(wanted, TaxRate.STANDARD)
                    .map(this::find)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(usual);
        }

        public @Nullable TaxRate ofDelivery() {
            return rows.isEmpty() ? null : find(DELIVERY);
        }

        private @Nullable TaxRate find(String taxClass) {
            return rows.stream()
                    .filter(row -> row.taxClass().equals(taxClass))
                    .filter(row -> row.region().isEmpty() || sameRegion(row.region()))
                    .max((one, other) -> Integer.compare(
                            one.region().length(), other.region().length()))
                    .map(Row::rate)
                    .orElse(null);
        }

        private boolean sameRegion(String named) {
            return named.equalsIgnoreCase(region);
        }
    }

    /** @param address null while nobody knows where the goods go */
    public Taxes at(@Nullable Address address) {
        var table = current();
        if (table.isEmpty()) {
            return new Taxes(List.of(), "", usual);
        }
        var country = address == null || address.country() == null
                ? ""
                : address.country().strip().toUpperCase(Locale.ROOT);
        var region = address == null || address.region() == null
                ? ""
                : address.region().strip();
        var rows = table.getOrDefault(country, List.of());
        return new Taxes(rows.isEmpty() ? table.getOrDefault("", List.of()) : rows, region, usual);
    }

    private Map<String, List<Row>> current() {
        var known = snapshot;
        var now = clock.instant();
        if (known == null || Duration.between(known.readAt(), now).compareTo(AGE_MAX) > 0) {
            if (known != null) {
                // Whoever comes meanwhile goes on with what is known.
                snapshot = new Snapshot(known.byCountry(), now);
            }
            var byCountry = new HashMap<String, List<Row>>();
            rates.all()
                    .forEach(row -> byCountry
                            .computeIfAbsent(row.country(), _ -> new java.util.ArrayList<>())
                            .add(row));
            snapshot = known = new Snapshot(Map.copyOf(byCountry), now);
        }
        return known.byCountry();
    }

    /** After a change in this process. */
    void forget() {
        snapshot = null;
    }

    TaxRate usual() {
        return usual;
    }
}
