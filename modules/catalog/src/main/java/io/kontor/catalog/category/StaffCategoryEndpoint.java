package io.kontor.catalog.category;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Text;
import io.kontor.platform.access.Access;
import io.kontor.platform.web.Versions;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The category tree as staff keep it. */
@RestController
@RequestMapping("/api/admin/v1/categories")
class StaffCategoryEndpoint {
    private final CategoryStore categories;
    private final SaveCategory saveCategory;
    private final DeleteCategory deleteCategory;

    StaffCategoryEndpoint(CategoryStore categories, SaveCategory saveCategory, DeleteCategory deleteCategory) {
        this.categories = categories;
        this.saveCategory = saveCategory;
        this.deleteCategory = deleteCategory;
    }

    /**
     * A category as staff read it and send it back; {@code categoryId}, {@code imageUrl} and {@code products} may be left
     * out when sending.
     *
     * @param code does not change once the category is made
     * @param parent code of the category above, or null
     * @param image id of a kept picture
     * @param productType code of the type it gives its products, besides those of the categories above it; empty for none
     *     of its own, left out to keep the one it has
     * @param products published ones, in it and below it
     */
    record CategorySheet(
            @Nullable UUID categoryId,
            @Nullable String code,
            @Nullable String slug,
            @Nullable String parent,
            @Nullable Text name,
            @Nullable Text description,
            @Nullable String image,
            @Nullable String imageUrl,
            @Nullable Integer position,
            @Nullable Boolean shown,
            @Nullable String productType,
            @Nullable Integer products) {
        static CategorySheet of(CategoryStore.Row row) {
            return new CategorySheet(
                    row.categoryId(),
                    row.code(),
                    row.slug(),
                    row.parentCode(),
                    row.name(),
                    row.description(),
                    row.mediaId(),
                    CategoryTree.imageOf(row),
                    row.position(),
                    row.shown(),
                    row.productType(),
                    row.products());
        }

        CategoryDraft asDraft(String underCode) {
            return new CategoryDraft(
                    underCode,
                    slug,
                    parent,
                    Objects.requireNonNullElse(name, Text.EMPTY),
                    Objects.requireNonNullElse(description, Text.EMPTY),
                    image,
                    Objects.requireNonNullElse(position, 0),
                    Objects.requireNonNullElse(shown, true),
                    productType);
        }
    }

    record Categories(List<CategorySheet> items) {}

    /** All of them, by position. */
    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Categories list() {
        return new Categories(categories.all().stream().map(CategorySheet::of).toList());
    }

    @GetMapping("/{categoryId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ResponseEntity<CategorySheet> show(@PathVariable UUID categoryId) {
        return answer(HttpStatus.OK, require(categoryId));
    }

    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<CategorySheet> create(@RequestBody CategorySheet wanted) {
        return answer(
                HttpStatus.CREATED,
                require(saveCategory.create(wanted.asDraft(Objects.requireNonNullElse(wanted.code(), "")))));
    }

    @PutMapping("/{categoryId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<CategorySheet> change(
            @PathVariable UUID categoryId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CategorySheet wanted) {
        var version = Versions.require(ifMatch);
        saveCategory.change(wanted.asDraft(require(categoryId).code()), version);
        return answer(HttpStatus.OK, require(categoryId));
    }

    /** Only one that has no products and nothing below it. */
    @DeleteMapping("/{categoryId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    void delete(@PathVariable UUID categoryId) {
        deleteCategory.delete(categoryId);
    }

    private CategoryStore.Row require(UUID categoryId) {
        return categories.all().stream()
                .filter(row -> row.categoryId().equals(categoryId))
                .findFirst()
                .orElseThrow(() -> CatalogProblem.CATEGORY_NOT_FOUND.refusal("There is no such category."));
    }

    private static ResponseEntity<CategorySheet> answer(HttpStatus status, CategoryStore.Row row) {
        var answer =
                ResponseEntity.status(status).eTag(Versions.etag(row.version())).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/admin/v1/categories/" + row.categoryId()));
        }
        return answer.body(CategorySheet.of(row));
    }
}
