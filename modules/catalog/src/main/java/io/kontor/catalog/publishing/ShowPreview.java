package io.kontor.catalog.publishing;

import io.kontor.catalog.Catalog.BrandRef;
import io.kontor.catalog.Catalog.CategoryRef;
import io.kontor.catalog.Catalog.ProductView;
import io.kontor.catalog.media.Media;
import io.kontor.catalog.media.MediaStore;
import io.kontor.catalog.product.Availability;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.product.ProductParts;
import io.kontor.kernel.Language;
import io.kontor.kernel.Text;
import io.kontor.platform.secret.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A version of a product as its page would show it. The link works for whoever has it, for an hour. */
@Component
public class ShowPreview {
    private static final String KEY = "catalog.preview";
    private static final Duration LASTS = Duration.ofHours(1);

    private final VersionStore versions;
    private final MediaStore media;
    private final Availability availability;
    private final Secrets secrets;
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    ShowPreview(
            VersionStore versions,
            MediaStore media,
            Availability availability,
            Secrets secrets,
            JdbcClient db,
            JsonMapper json,
            Clock clock) {
        this.versions = versions;
        this.media = media;
        this.availability = availability;
        this.secrets = secrets;
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** What opens the version for an hour: letters, digits, dots, dashes and underscores. */
    String tokenOf(UUID productId, int number) {
        var words = productId + "." + number + "." + clock.instant().plus(LASTS).getEpochSecond();
        return words + "." + secrets.sign(KEY, words);
    }

    /** What a token opens; empty when it is not ours, or no longer. */
    public Optional<ProductView> show(String token, Language language) {
        var end = token.lastIndexOf('.');
        if (end < 0 || !secrets.isSigned(KEY, token.substring(0, end), token.substring(end + 1))) {
            return Optional.empty();
        }
        var words = token.substring(0, end).split("\\.");
        if (Instant.ofEpochSecond(Long.parseLong(words[2])).isBefore(clock.instant())) {
            return Optional.empty();
        }
        return versions.find(UUID.fromString(words[0]), Integer.parseInt(words[1]))
                .map(version -> view(version, language));
    }

    private ProductView view(ProductVersion version, Language language) {
        var draft = version.content();
        var pictures = media
                .find(draft.images().stream().map(ProductDraft.Image::media).toList())
                .stream()
                .collect(Collectors.toMap(Media::mediaId, Function.identity()));
        var available =
                availability.of(draft.variants().stream().map(Variant::sku).toList());
        var cheapest = draft.variants().stream()
                .min(Comparator.comparing(Variant::price))
                .orElseThrow();
        return new ProductView(
                version.productId(),
                String.valueOf(draft.slug()),
                draft.name().in(language),
                draft.summary().in(language),
                draft.description().in(language),
                brand(draft.brand(), language),
                categories(draft.categories(), language),
                draft.images().stream()
                        .filter(image -> pictures.containsKey(image.media()))
                        .map(image -> ProductParts.image(
                                Objects.requireNonNull(pictures.get(image.media())), image.alt(), language))
                        .toList(),
                draft.options().stream()
                        .map(option -> ProductParts.option(option, language))
                        .toList(),
                draft.variants().stream()
                        .map(variant -> ProductParts.variant(
                                variant, addressOf(variant.image(), pictures), available.get(variant.sku()), null))
                        .toList(),
                draft.attributes().stream()
                        .map(attribute -> ProductParts.attribute(attribute, language))
                        .toList(),
                cheapest.price(),
                cheapest.listPrice(),
                available.values().stream().anyMatch(one -> one.available() > 0),
                version.changedAt(),
                draft.terms());
    }

    private static @Nullable String addressOf(@Nullable String mediaId, Map<String, Media> pictures) {
        var picture = mediaId == null ? null : pictures.get(mediaId);
        return picture == null ? null : picture.url();
    }

    private record Named(String slug, Text name) {}

    private @Nullable BrandRef brand(@Nullable String code, Language language) {
        return named(
                        "SELECT slug, name FROM catalog.brand WHERE code = ANY(:codes)",
                        code == null ? List.of() : List.of(code))
                .stream()
                .findFirst()
                .map(one -> new BrandRef(one.slug(), one.name().in(language)))
                .orElse(null);
    }

    private List<CategoryRef> categories(List<String> codes, Language language) {
        return named(
                        "SELECT slug, name FROM catalog.category WHERE code = ANY(:codes) ORDER BY array_position(:codes, code)",
                        codes)
                .stream()
                .map(one -> new CategoryRef(one.slug(), one.name().in(language)))
                .toList();
    }

    private List<Named> named(String sql, List<String> codes) {
        return db.sql(sql)
                .param("codes", codes.toArray(String[]::new))
                .query((row, _) -> new Named(row.getString("slug"), json.readValue(row.getString("name"), Text.class)))
                .list();
    }
}
