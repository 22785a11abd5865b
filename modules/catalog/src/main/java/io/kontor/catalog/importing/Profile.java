package io.kontor.catalog.importing;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A layout of files that Kontor knows how to read. Stateless. */
interface Profile {
    String name();

    /** What each file is to this profile, empty for one it has no use for; null when these are not its files. */
    @Nullable
    List<String> parts(List<TableFile> files);

    /** The currency its prices are in when nobody says; null for the shop's own. */
    default @Nullable String currency() {
        return null;
    }

    /** Whether the rows of the part wait for their product; the others are looked up while products are gathered. */
    default boolean isStaged(String part) {
        return !part.isEmpty();
    }

    /** What the columns of a part become, for people; a plain file's mapping says it instead. */
    default Map<String, String> meanings(String part) {
        return Map.of();
    }

    /** The row under the key of its product, and what it says about other products. */
    List<StagedRow> stage(int file, TableFile table, Row row, Mapping mapping, List<Fault> faults);

    /** @param rows all that were staged under the key, in the order of their files */
    Gathered gather(String key, List<StagedRow> rows, Surroundings surroundings);

    /**
     * What a product is gathered in.
     *
     * @param references rows of the parts that are not staged, by part
     * @param others the staged rows under other keys
     */
    record Surroundings(
            Mapping mapping,
            Terms terms,
            Currency currency,
            Map<String, List<StagedRow>> references,
            Function<List<String>, Map<String, List<StagedRow>>> others) {}
}
