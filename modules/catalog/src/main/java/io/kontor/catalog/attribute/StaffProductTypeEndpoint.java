package io.kontor.catalog.attribute;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.attribute.ProductTypeDraft.Entry;
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

/** Product types as staff keep them. */
@RestController
@RequestMapping("/api/admin/v1/product-types")
class StaffProductTypeEndpoint {
    private final ProductTypeStore types;
    private final SaveProductType saveProductType;
    private final DeleteProductType deleteProductType;

    StaffProductTypeEndpoint(
            ProductTypeStore types, SaveProductType saveProductType, DeleteProductType deleteProductType) {
        this.types = types;
        this.saveProductType = saveProductType;
        this.deleteProductType = deleteProductType;
    }

    /**
     * A product type as staff read it and send it back; {@code productTypeId} may be left out when sending.
     *
     * @param code does not change once the type is made
     * @param attributes in the order forms and pages show
     */
    record ProductTypeSheet(
            @Nullable UUID productTypeId,
            @Nullable String code,
            @Nullable Text name,
            @Nullable List<Entry> attributes) {
        static ProductTypeSheet of(ProductTypeStore.Row row) {
            return new ProductTypeSheet(row.productTypeId(), row.code(), row.name(), row.attributes());
        }

        ProductTypeDraft asDraft(String underCode) {
            return new ProductTypeDraft(
                    underCode,
                    Objects.requireNonNullElse(name, Text.EMPTY),
                    Objects.requireNonNullElse(attributes, List.<Entry>of()).stream()
                            .filter(Objects::nonNull)
                            .toList());
        }
    }

    record ProductTypes(List<ProductTypeSheet> items) {}

    /** All of them, by code. */
    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ProductTypes list() {
        return new ProductTypes(types.all().stream().map(ProductTypeSheet::of).toList());
    }

    @GetMapping("/{productTypeId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ResponseEntity<ProductTypeSheet> show(@PathVariable UUID productTypeId) {
        return answer(HttpStatus.OK, require(productTypeId));
    }

    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<ProductTypeSheet> create(@RequestBody ProductTypeSheet wanted) {
        var code = Objects.requireNonNullElse(wanted.code(), "").strip();
        return answer(HttpStatus.CREATED, require(saveProductType.create(wanted.asDraft(code))));
    }

    @PutMapping("/{productTypeId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<ProductTypeSheet> change(
            @PathVariable UUID productTypeId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProductTypeSheet wanted) {
        var version = Versions.require(ifMatch);
        saveProductType.change(
                productTypeId, wanted.asDraft(require(productTypeId).code()), version);
        return answer(HttpStatus.OK, require(productTypeId));
    }

    /** Only one that no category names. */
    @DeleteMapping("/{productTypeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    void delete(@PathVariable UUID productTypeId) {
        deleteProductType.delete(productTypeId);
    }

    private ProductTypeStore.Row require(UUID productTypeId) {
        return types.find(productTypeId)
                .orElseThrow(() -> CatalogProblem.PRODUCT_TYPE_NOT_FOUND.refusal("There is no such product type."));
    }

    private static ResponseEntity<ProductTypeSheet> answer(HttpStatus status, ProductTypeStore.Row row) {
        var answer =
                ResponseEntity.status(status).eTag(Versions.etag(row.version())).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/admin/v1/product-types/" + row.productTypeId()));
        }
        return answer.body(ProductTypeSheet.of(row));
    }
}
