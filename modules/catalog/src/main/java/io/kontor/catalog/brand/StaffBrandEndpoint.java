package io.kontor.catalog.brand;

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

/** Brands as staff keep them. */
@RestController
@RequestMapping("/api/admin/v1/brands")
class StaffBrandEndpoint {
    private final BrandStore brands;
    private final SaveBrand saveBrand;
    private final DeleteBrand deleteBrand;

    StaffBrandEndpoint(BrandStore brands, SaveBrand saveBrand, DeleteBrand deleteBrand) {
        this.brands = brands;
        this.saveBrand = saveBrand;
        this.deleteBrand = deleteBrand;
    }

    /**
     * A brand as staff read it and send it back; {@code brandId} and {@code products} may be left out when sending.
     *
     * @param code does not change once the brand is made
     * @param products published ones
     */
    record BrandSheet(
            @Nullable UUID brandId,
            @Nullable String code,
            @Nullable String slug,
            @Nullable Text name,
            @Nullable Text description,
            @Nullable Integer products) {
        static BrandSheet of(BrandStore.Row row) {
            return new BrandSheet(row.brandId(), row.code(), row.slug(), row.name(), row.description(), row.products());
        }

        BrandDraft asDraft(String underCode) {
            return new BrandDraft(
                    underCode,
                    slug,
                    Objects.requireNonNullElse(name, Text.EMPTY),
                    Objects.requireNonNullElse(description, Text.EMPTY));
        }
    }

    record Brands(List<BrandSheet> items) {}

    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Brands list() {
        return new Brands(brands.all().stream().map(BrandSheet::of).toList());
    }

    @GetMapping("/{brandId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ResponseEntity<BrandSheet> show(@PathVariable UUID brandId) {
        return answer(HttpStatus.OK, require(brandId));
    }

    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<BrandSheet> create(@RequestBody BrandSheet wanted) {
        return answer(
                HttpStatus.CREATED,
                require(saveBrand.create(wanted.asDraft(Objects.requireNonNullElse(wanted.code(), "")))));
    }

    @PutMapping("/{brandId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<BrandSheet> change(
            @PathVariable UUID brandId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody BrandSheet wanted) {
        var version = Versions.require(ifMatch);
        saveBrand.change(wanted.asDraft(require(brandId).code()), version);
        return answer(HttpStatus.OK, require(brandId));
    }

    /** Only one that no product has. */
    @DeleteMapping("/{brandId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    void delete(@PathVariable UUID brandId) {
        deleteBrand.delete(brandId);
    }

    private BrandStore.Row require(UUID brandId) {
        return brands.all().stream()
                .filter(row -> row.brandId().equals(brandId))
                .findFirst()
                .orElseThrow(() -> CatalogProblem.BRAND_NOT_FOUND.refusal("There is no such brand."));
    }

    private static ResponseEntity<BrandSheet> answer(HttpStatus status, BrandStore.Row row) {
        var answer =
                ResponseEntity.status(status).eTag(Versions.etag(row.version())).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/admin/v1/brands/" + row.brandId()));
        }
        return answer.body(BrandSheet.of(row));
    }
}
