package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.Fulfilment.Kind;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to the shopper that the shop offers.
 *
 * @param currency ISO 4217, of all its amounts
 * @param zones where it goes and what it costs there; an address belongs to the first that fits. None for a pick-up, which is free.
 * @param position where it stands among the others, the lowest first
 * @param active whether it is offered; {@code standard} always is
 */
public record DeliveryMethod(
        String code,
        Kind kind,
        Text name,
        Text description,
        String currency,
        List<Zone> zones,
        int daysMin,
        int daysMax,
        int position,
        boolean active) {

    /** What the tiers of a zone go by: grams, cubic centimetres, or minor units of the goods total. */
    public enum Basis {
        WEIGHT,
        VOLUME,
        AMOUNT
    }

    /**
     * A part of the world with one price list.
     *
     * @param tiers from the smallest bound to the largest
     * @param further what is added above the last tier; null: more than that is not delivered
     * @param freeFrom goods total from which it costs nothing, or null; the surcharge stays
     * @param remoteAreas parts of the zone that cost {@code remoteSurcharge} more
     */
    public record Zone(
            Text name,
            List<Area> areas,
            Basis basis,
            List<Tier> tiers,
            @Nullable Further further,
            @Nullable Money freeFrom,
            List<Area> remoteAreas,
            @Nullable Money remoteSurcharge) {}

    /**
     * @param country ISO 3166-1 alpha-2, or {@code *} for every country
     * @param regions its provinces or states, as buyers write them; none: all of it
     * @param postcodes how the postcodes begin; none: all of them
     */
    public record Area(String country, List<String> regions, List<String> postcodes) {
        public static final String ANYWHERE = "*";
    }

    /** @param upTo the bound belongs to the tier; null, only in the last one: no bound */
    public record Tier(@Nullable Long upTo, Money price) {}

    /** @param price of every started {@code step} above the last tier */
    public record Further(long step, Money price) {}
}
