package io.kontor.catalog.publishing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.media.Media;
import io.kontor.catalog.media.MediaStore;
import io.kontor.catalog.media.Rendition;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.publishing.Difference.Change;
import io.kontor.catalog.publishing.ProductVersion.Entry;
import io.kontor.catalog.publishing.ReviewDraft.Remark;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.platform.web.BodyMax;
import io.kontor.platform.web.Versions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Versions of products: the draft that is worked on, what reviewers say of it, and what was before. */
@RestController
@RequestMapping("/api/admin/v1")
class VersionEndpoint {
    private static final int LIMIT_MAX = 200;
    private static final int KILOBYTES_MAX = 4 * 1024;

    private final Assortment assortment;
    private final VersionStore versions;
    private final SaveDraft saveDraft;
    private final ReviewDraft reviewDraft;
    private final PublishVersion publishVersion;
    private final ShowPreview showPreview;
    private final MediaStore media;
    private final JsonMapper json;

    VersionEndpoint(
            Assortment assortment,
            VersionStore versions,
            SaveDraft saveDraft,
            ReviewDraft reviewDraft,
            PublishVersion publishVersion,
            ShowPreview showPreview,
            MediaStore media,
            JsonMapper json) {
        this.assortment = assortment;
        this.versions = versions;
        this.saveDraft = saveDraft;
        this.reviewDraft = reviewDraft;
        this.publishVersion = publishVersion;
        this.showPreview = showPreview;
        this.media = media;
        this.json = json;
    }

    /**
     * A version with what it changes.
     *
     * @param changedMeanwhile whether the product was changed since this draft was saved, by an import or past the draft
     * @param changes against what the product is now; for one that was published, against what it was before
     * @param pictures addresses of the pictures that the changes name, by id
     */
    record VersionSheet(
            int number,
            VersionState state,
            ProductSheet content,
            boolean changedMeanwhile,
            @Nullable Instant publishAt,
            String createdBy,
            Instant createdAt,
            String changedBy,
            Instant changedAt,
            @Nullable Instant publishedAt,
            List<Entry> timeline,
            List<Change> changes,
            Map<String, String> pictures) {}

    /** @param publishAt RFC 3339, left out to publish at once; a text, because a bare number would be read as a time, too */
    record Approval(@Nullable String publishAt, @Nullable String note) {
        @Nullable
        Instant at() {
            try {
                return publishAt == null ? null : Instant.parse(publishAt);
            } catch (DateTimeParseException unreadable) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("Write the time as 2026-12-01T08:00:00Z.")
                        .with("field", "publishAt");
            }
        }
    }

    record Reasons(@Nullable List<Remark> reasons) {}

    record Note(@Nullable String note) {}

    /** Drafts of all products, what was touched last first. @param state left out: all that are open; limit 1 to 200 */
    @GetMapping("/drafts")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Page<VersionStore.Row> drafts(
            @RequestParam(required = false) @Nullable VersionState state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return versions.desk(state, checked(limit), cursor);
    }

    /** A product's versions, the newest first. @param limit 1 to 200 */
    @GetMapping("/products/{productId}/versions")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Page<VersionStore.Row> history(
            @PathVariable UUID productId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        requireProduct(productId);
        return versions.history(productId, checked(limit), cursor);
    }

    @GetMapping("/products/{productId}/versions/{number}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ResponseEntity<VersionSheet> version(@PathVariable UUID productId, @PathVariable int number) {
        requireProduct(productId);
        return answer(versions.find(productId, number).orElseThrow(PublishVersion::noVersion));
    }

    /** @param token behind {@code /zh/preview/} or {@code /en/preview/} it shows the version to whoever has it, for an hour */
    record Preview(String token) {}

    /** A link to a version as its page would show it. */
    @PostMapping("/products/{productId}/versions/{number}/preview")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Preview preview(@PathVariable UUID productId, @PathVariable int number) {
        var version = versions.find(productId, number).orElseThrow(PublishVersion::noVersion);
        return new Preview(showPreview.tokenOf(productId, version.number()));
    }

    /** Makes the product what it was in this version. If-Match is the product's. */
    @PostMapping("/products/{productId}/versions/{number}/restoration")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.publish")
    void restore(
            @PathVariable UUID productId,
            @PathVariable int number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        var onSale = requireProduct(productId).sheet().status() == ProductSheet.Status.PUBLISHED;
        publishVersion.restore(productId, number, Versions.require(ifMatch), onSale, caller.name());
    }

    @GetMapping("/products/{productId}/draft")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ResponseEntity<VersionSheet> draft(@PathVariable UUID productId) {
        requireProduct(productId);
        return answer(versions.open(productId).orElseThrow(ReviewDraft::noDraft));
    }

    /** Saves the draft of a product, which shoppers do not see. If-Match is the draft's, {@code "0"} to begin one. Stock is left out. */
    @PutMapping("/products/{productId}/draft")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    @BodyMax(kilobytes = KILOBYTES_MAX)
    ResponseEntity<VersionSheet> save(
            @PathVariable UUID productId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProductSheet wanted,
            Caller caller) {
        var revision = Versions.require(ifMatch);
        var current = requireProduct(productId).sheet();
        var content =
                wanted.asDraft(Objects.requireNonNull(current.code()), false).withoutStock();
        var slug = content.slug() == null || content.slug().isBlank() ? current.slug() : content.slug();
        saveDraft.save(productId, revision, content.at(slug), caller.name());
        return draft(productId);
    }

    @PostMapping("/products/{productId}/draft/submission")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<VersionSheet> submit(
            @PathVariable UUID productId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Note note,
            Caller caller) {
        reviewDraft.submit(productId, Versions.require(ifMatch), note.note(), caller.name());
        return draft(productId);
    }

    @PostMapping("/products/{productId}/draft/remarks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    void remark(@PathVariable UUID productId, @RequestBody Remark remark, Caller caller) {
        reviewDraft.remark(productId, remark, caller.name());
    }

    /** Publishes the draft, now or at a time to come. */
    @PostMapping("/products/{productId}/draft/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.publish")
    void approve(
            @PathVariable UUID productId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Approval approval,
            Caller caller) {
        publishVersion.approve(productId, Versions.require(ifMatch), approval.at(), approval.note(), caller.name());
    }

    @PostMapping("/products/{productId}/draft/rejection")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.publish")
    ResponseEntity<VersionSheet> sendBack(
            @PathVariable UUID productId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reasons reasons,
            Caller caller) {
        reviewDraft.sendBack(
                productId,
                Versions.require(ifMatch),
                Objects.requireNonNullElse(reasons.reasons(), List.of()),
                caller.name());
        return draft(productId);
    }

    @DeleteMapping("/products/{productId}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    void drop(
            @PathVariable UUID productId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        reviewDraft.drop(productId, Versions.require(ifMatch), caller.name());
    }

    private ResponseEntity<VersionSheet> answer(ProductVersion version) {
        var product = requireProduct(version.productId());
        var current =
                product.sheet().asDraft(Objects.requireNonNull(product.sheet().code()), false);
        var before = version.publishedAt() == null
                ? Optional.of(current)
                : versions.before(version).map(ProductVersion::content);
        var kept = picturesOf(Stream.concat(before.stream(), Stream.of(version.content())));
        var isOpen = version.publishedAt() == null && version.state() != VersionState.DROPPED;
        var sheet = new VersionSheet(
                version.number(),
                version.state(),
                ProductSheet.of(
                        version.productId(),
                        Objects.requireNonNull(product.sheet().status()),
                        version.content(),
                        kept),
                isOpen && !Arrays.equals(version.basedOn(), versions.currentHash(version.productId())),
                version.publishAt(),
                version.createdBy(),
                version.createdAt(),
                version.changedBy(),
                version.changedAt(),
                version.publishedAt(),
                versions.entries(version.productId(), version.number()),
                before.map(content -> Difference.between(tree(content), tree(version.content())))
                        .orElse(List.of()),
                kept.values().stream().collect(Collectors.toMap(Media::mediaId, one -> one.at(Rendition.CARD))));
        return ResponseEntity.ok()
                .eTag(Versions.etag(version.revision()))
                .cacheControl(CacheControl.noStore())
                .body(sheet);
    }

    private Map<String, Media> picturesOf(Stream<ProductDraft> contents) {
        var ids = contents.flatMap(content -> content.images().stream())
                .map(ProductDraft.Image::media)
                .distinct()
                .toList();
        return media.find(ids).stream().collect(Collectors.toMap(Media::mediaId, Function.identity()));
    }

    private JsonNode tree(ProductDraft content) {
        return json.valueToTree(content);
    }

    private Assortment.Versioned requireProduct(UUID productId) {
        return assortment
                .find(productId)
                .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.refusal("There is no such product."));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("The limit is 1 to " + LIMIT_MAX + ".")
                    .with("field", "limit");
        }
        return limit;
    }
}
