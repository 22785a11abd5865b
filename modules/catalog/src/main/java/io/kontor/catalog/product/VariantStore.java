package io.kontor.catalog.product;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.product.ProductDraft.Option;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.product.ProductStore.Wanted;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Text;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The variants of products as they are written, with their prices. */
@Component
class VariantStore {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;
    private final CatalogSettings settings;

    VariantStore(JdbcClient db, JsonMapper json, Clock clock, CatalogSettings settings) {
        this.db = db;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** One statement cannot meet a row twice, so it has to be known before. */
    static void refuseSharedSkus(List<Wanted> products) {
        var seen = new HashSet<String>();
        var shared = products.stream()
                .flatMap(product -> product.draft().variants().stream())
                .map(Variant::sku)
                .filter(sku -> !seen.add(sku))
                .toList();
        if (!shared.isEmpty()) {
            throw skusTaken(shared);
        }
    }

    private record Place(Wanted product, Variant variant, int position, Text label) {}

    /** @throws Refusal SKU_TAKEN (409) with the {@code skus} */
    void write(List<Wanted> products) {
        writeVariants(products);
        writePrices(products);
    }

    /** A variant that stays keeps its id; one that belongs to another product is refused. */
    private void writeVariants(List<Wanted> products) {
        var places = new ArrayList<Place>();
        for (var product : products) {
            var labels = new Labels(product.draft().options());
            var position = 0;
            for (var variant : product.draft().variants()) {
                places.add(new Place(product, variant, ++position, labels.of(variant)));
            }
        }
        var skus = ProductStore.strings(places, place -> place.variant().sku());
        var written = db.sql("""
                        WITH gone AS (
                            DELETE FROM catalog.variant WHERE product_id = ANY(:products::uuid[]) AND sku <> ALL(:skus)
                        )
                        INSERT INTO catalog.variant AS kept
                               (variant_id, product_id, sku, position, options, label, weight_grams, volume_cm3, media_id)
                        SELECT wanted.id::uuid, wanted.product_id::uuid, sku, position, options::jsonb, label::jsonb, weight, volume, media
                          FROM unnest(:ids::text[], :productIds::text[], :skus::text[], :positions::int[], :options::text[],
                                      :labels::text[], :weights::int[], :volumes::int[], :media::text[])
                               AS wanted (id, product_id, sku, position, options, label, weight, volume, media)
                        ON CONFLICT (sku) DO UPDATE
                           SET position = excluded.position, options = excluded.options, label = excluded.label,
                               weight_grams = excluded.weight_grams, volume_cm3 = excluded.volume_cm3, media_id = excluded.media_id
                         WHERE kept.product_id = excluded.product_id
                        RETURNING sku
                        """)
                .param(
                        "products",
                        ProductStore.strings(
                                products, product -> product.productId().toString()))
                .param("ids", ProductStore.strings(places, _ -> Ids.next(clock).toString()))
                .param(
                        "productIds",
                        ProductStore.strings(
                                places, place -> place.product().productId().toString()))
                .param("skus", skus)
                .param("positions", places.stream().map(Place::position).toArray(Integer[]::new))
                .param(
                        "options",
                        ProductStore.strings(
                                places,
                                place -> json.writeValueAsString(place.variant().options())))
                .param("labels", ProductStore.strings(places, place -> json.writeValueAsString(place.label())))
                .param(
                        "weights",
                        places.stream()
                                .map(place -> place.variant().weightGrams())
                                .toArray(Integer[]::new))
                .param(
                        "volumes",
                        places.stream()
                                .map(place -> place.variant().volumeCm3())
                                .toArray(Integer[]::new))
                .param(
                        "media",
                        ProductStore.strings(places, place -> place.variant().image()))
                .query(String.class)
                .set();
        if (written.size() < skus.length) {
            throw skusTaken(
                    Stream.of(skus).filter(sku -> !written.contains(sku)).toList());
        }
    }

    private static Refusal skusTaken(List<String> taken) {
        return CatalogProblem.SKU_TAKEN
                .refusal("Taken: " + String.join(", ", taken.subList(0, Math.min(taken.size(), 10))) + ".")
                .with("skus", taken);
    }

    /**
     * When a price or the one it is struck through from changes, the lowest of the 30 days before is kept beside it: that is
     * what shoppers have to be told of a reduction. Source: Directive 98/6/EC, article 6a.
     */
    private void writePrices(List<Wanted> products) {
        var variants = products.stream()
                .flatMap(product -> product.draft().variants().stream())
                .toList();
        db.sql("""
                        WITH wanted AS (
                            SELECT variant_id, price, list_price
                              FROM unnest(:skus::text[], :prices::bigint[], :listPrices::bigint[]) AS wanted (sku, price, list_price)
                              JOIN catalog.variant USING (sku)
                        ), before AS (
                            SELECT variant_id, price_minor, price_minor <> price AS ends
                              FROM catalog.price JOIN wanted USING (variant_id)
                             WHERE currency = :currency AND (price_minor, list_price_minor) IS DISTINCT FROM (price, list_price)
                        ), ended AS (
                            INSERT INTO catalog.former_price (variant_id, currency, until, price_minor)
                            SELECT variant_id, :currency, :now, price_minor FROM before WHERE ends
                            ON CONFLICT DO NOTHING
                        )
                        INSERT INTO catalog.price AS kept (variant_id, currency, price_minor, list_price_minor, lowest_before_minor)
                        SELECT wanted.variant_id, :currency, price, list_price,
                               least(before.price_minor,
                                     (SELECT min(former.price_minor) FROM catalog.former_price AS former
                                       WHERE former.variant_id = before.variant_id AND former.currency = :currency
                                         AND former.until > :now::timestamptz - interval '30 days'))
                          FROM wanted LEFT JOIN before USING (variant_id)
                        ON CONFLICT (variant_id, currency) DO UPDATE
                           SET price_minor = excluded.price_minor, list_price_minor = excluded.list_price_minor,
                               lowest_before_minor = coalesce(excluded.lowest_before_minor, kept.lowest_before_minor)
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("currency", settings.currency().getCurrencyCode())
                .param("skus", ProductStore.strings(variants, Variant::sku))
                .param(
                        "prices",
                        variants.stream()
                                .map(variant -> variant.price().minor())
                                .toArray(Long[]::new))
                .param(
                        "listPrices",
                        variants.stream()
                                .map(Variant::listPrice)
                                .map(ProductStore::minor)
                                .toArray(Long[]::new))
                .update();
    }

    /** What tells a variant from its siblings, in each language that any of its values has: {@code 红色 / L}. */
    private static final class Labels {
        private record Choice(String option, String value) {}

        private final Map<Choice, Text> names = new HashMap<>();

        Labels(List<Option> options) {
            options.forEach(option ->
                    option.values().forEach(value -> names.put(new Choice(option.code(), value.code()), value.name())));
        }

        Text of(Variant variant) {
            var label = new LinkedHashMap<String, String>();
            for (var language : Language.values()) {
                label.put(
                        language.code(),
                        variant.options().entrySet().stream()
                                .map(chosen -> Objects.requireNonNull(
                                                names.get(new Choice(chosen.getKey(), chosen.getValue())))
                                        .in(language))
                                .collect(Collectors.joining(" / ")));
            }
            return new Text(label);
        }
    }
}
