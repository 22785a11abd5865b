package io.kontor.search.tuning;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.UUID;

/**
 * What staff decided about search.
 *
 * @param synonyms at most 500; redirects 500; pins 300
 */
public record Tuning(
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Synonyms> synonyms,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Redirect> redirects,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Pin> pins,
        Boosts boosts) {
    public static final Tuning NONE = new Tuning(List.of(), List.of(), List.of(), Boosts.USUAL);

    /**
     * Words that mean the same. Each is at most 60 characters and five words long.
     *
     * @param words 1 to 20 that somebody may type
     * @param means 0 to 20 that then are searched for too; empty: all the words mean each other
     */
    public record Synonyms(
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> words,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> means) {}

    /**
     * Whoever searches for exactly these words is led to a page.
     *
     * @param address inside the shop, without its language: {@code /c/teapots}, {@code /p/red-teapot}, {@code /search?brand=acme}
     */
    public record Redirect(
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> words, String address) {}

    /**
     * Whoever searches for exactly these words sees some products first and others not at all.
     *
     * @param products ids in their order from the first place on, at most 20
     * @param hidden ids, at most 50
     */
    public record Pin(
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> words,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<UUID> products,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<UUID> hidden) {}

    /**
     * By how much, in hundredths of what the words are worth, a product is preferred for what it is: 0 to 100 each.
     *
     * @param sales for one that sold 1,000 units or more in the last 30 days; for fewer, less
     * @param stock for one that can be bought now
     * @param freshness for one published now; half of it after {@code halfLifeDays}, 1 to 1,000
     */
    public record Boosts(int sales, int stock, int freshness, int halfLifeDays) {
        public static final Boosts USUAL = new Boosts(20, 10, 5, 90);
        private static final double SOLD_WELL = Math.log1p(1_000);

        /** What the worth of the words is multiplied by: 1 or more. @param ageDays whole days since it was published */
        public double factor(long unitsSold, boolean available, int ageDays) {
            return 1 + bySales(unitsSold) + byStock(available) + byAge(ageDays);
        }

        public double bySales(long units) {
            return units <= 0 ? 0 : sales * Math.min(1, Math.log1p(units) / SOLD_WELL) / 100;
        }

        public double byStock(boolean available) {
            return available ? stock / 100.0 : 0;
        }

        public double byAge(int days) {
            return freshness * Math.pow(0.5, (double) days / halfLifeDays) / 100;
        }
    }
}
