package io.kontor.catalog.publishing;

import io.kontor.catalog.Catalog.Terms;
import io.kontor.catalog.media.Media;
import io.kontor.catalog.media.Rendition;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.ProductDraft.Attribute;
import io.kontor.catalog.product.ProductDraft.Option;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Text;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as staff read it and send it back: the same document both ways. What the shop decides itself
 * ({@code productId}, {@code status}, addresses of pictures) may be left out when sending.
 *
 * @param code when a product is made without one, its slug becomes it; it does not change afterwards
 * @param brand its code
 * @param categories their codes, the one it is at home in first
 * @param terms how it is sold; left out: as usual
 */
record ProductSheet(
        @Nullable UUID productId,
        @Nullable Status status,
        @Nullable String code,
        @Nullable String slug,
        @Nullable String brand,
        @Nullable List<String> categories,
        @Nullable Text name,
        @Nullable Text summary,
        @Nullable Text description,
        @Nullable List<Option> options,
        @Nullable List<Variant> variants,
        @Nullable List<Attribute> attributes,
        @Nullable List<Picture> images,
        @Nullable Terms terms) {

    enum Status {
        DRAFT,
        PUBLISHED,
        WITHDRAWN
    }

    /** @param media id of a kept picture */
    record Picture(
            @Nullable String media,
            @Nullable Text alt,
            @Nullable String url) {
        private ProductDraft.Image asDraft() {
            if (media == null) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("A picture is named by its media id.")
                        .with("field", "images.media");
            }
            return new ProductDraft.Image(media, orEmpty(alt));
        }
    }

    /** @param media the pictures of the draft that are kept, by id */
    static ProductSheet of(UUID productId, Status status, ProductDraft draft, Map<String, Media> media) {
        return new ProductSheet(
                productId,
                status,
                draft.code(),
                draft.slug(),
                draft.brand(),
                draft.categories(),
                draft.name(),
                draft.summary(),
                draft.description(),
                draft.options(),
                draft.variants(),
                draft.attributes(),
                draft.images().stream()
                        .map(image -> new Picture(
                                image.media(),
                                image.alt(),
                                media.containsKey(image.media())
                                        ? Objects.requireNonNull(media.get(image.media()))
                                                .at(Rendition.CARD)
                                        : null))
                        .toList(),
                Objects.requireNonNullElse(draft.terms(), Terms.USUAL));
    }

    ProductDraft asDraft(String underCode, boolean published) {
        return new ProductDraft(
                underCode,
                slug,
                brand == null || brand.isBlank() ? null : brand,
                orEmpty(categories),
                orEmpty(name),
                orEmpty(summary),
                orEmpty(description),
                orEmpty(options),
                orEmpty(variants),
                orEmpty(attributes),
                orEmpty(images).stream().map(Picture::asDraft).toList(),
                published,
                null,
                Objects.requireNonNullElse(terms, Terms.USUAL));
    }

    private static Text orEmpty(@Nullable Text text) {
        return Objects.requireNonNullElse(text, Text.EMPTY);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw CommonProblem.INVALID_REQUEST.refusal("A list has no empty places.");
        }
        return list;
    }
}
