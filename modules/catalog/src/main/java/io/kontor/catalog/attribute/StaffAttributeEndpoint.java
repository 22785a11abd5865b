package io.kontor.catalog.attribute;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.attribute.AttributeDraft.Choice;
import io.kontor.catalog.attribute.AttributeDraft.Kind;
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

/** The attributes of products as staff keep them. */
@RestController
@RequestMapping("/api/admin/v1/attributes")
class StaffAttributeEndpoint {
    private final AttributeStore attributes;
    private final SaveAttribute saveAttribute;
    private final DeleteAttribute deleteAttribute;

    StaffAttributeEndpoint(AttributeStore attributes, SaveAttribute saveAttribute, DeleteAttribute deleteAttribute) {
        this.attributes = attributes;
        this.saveAttribute = saveAttribute;
        this.deleteAttribute = deleteAttribute;
    }

    /**
     * An attribute as staff read it and send it back; {@code attributeId} may be left out when sending.
     *
     * @param code does not change once the attribute is made
     * @param unit of a number, or null
     * @param choices of CHOICE and CHOICES, in the order people see
     * @param filterable whether shoppers narrow lists by it; false when left out
     */
    record AttributeSheet(
            @Nullable UUID attributeId,
            @Nullable String code,
            @Nullable Kind kind,
            @Nullable Text name,
            @Nullable String unit,
            @Nullable List<Choice> choices,
            @Nullable Boolean filterable) {
        static AttributeSheet of(AttributeStore.Row row) {
            return new AttributeSheet(
                    row.attributeId(), row.code(), row.kind(), row.name(), row.unit(), row.choices(), row.filterable());
        }

        AttributeDraft asDraft(String underCode) {
            return new AttributeDraft(
                    underCode,
                    kind,
                    Objects.requireNonNullElse(name, Text.EMPTY),
                    unit == null || unit.isBlank() ? null : unit.strip(),
                    Objects.requireNonNullElse(choices, List.<Choice>of()).stream()
                            .filter(Objects::nonNull)
                            .toList(),
                    Objects.requireNonNullElse(filterable, false));
        }
    }

    record Attributes(List<AttributeSheet> items) {}

    /** All of them, by code. */
    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Attributes list() {
        return new Attributes(attributes.all().stream().map(AttributeSheet::of).toList());
    }

    @GetMapping("/{attributeId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ResponseEntity<AttributeSheet> show(@PathVariable UUID attributeId) {
        return answer(HttpStatus.OK, require(attributeId));
    }

    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<AttributeSheet> create(@RequestBody AttributeSheet wanted) {
        var code = Objects.requireNonNullElse(wanted.code(), "").strip();
        return answer(HttpStatus.CREATED, require(saveAttribute.create(wanted.asDraft(code))));
    }

    /** While a product type has it, its kind, its unit and the choices it has stay. */
    @PutMapping("/{attributeId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<AttributeSheet> change(
            @PathVariable UUID attributeId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody AttributeSheet wanted) {
        var version = Versions.require(ifMatch);
        saveAttribute.change(attributeId, wanted.asDraft(require(attributeId).code()), version);
        return answer(HttpStatus.OK, require(attributeId));
    }

    /** Only one that no product type has. */
    @DeleteMapping("/{attributeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    void delete(@PathVariable UUID attributeId) {
        deleteAttribute.delete(attributeId);
    }

    private AttributeStore.Row require(UUID attributeId) {
        return attributes
                .find(attributeId)
                .orElseThrow(() -> CatalogProblem.ATTRIBUTE_NOT_FOUND.refusal("There is no such attribute."));
    }

    private static ResponseEntity<AttributeSheet> answer(HttpStatus status, AttributeStore.Row row) {
        var answer =
                ResponseEntity.status(status).eTag(Versions.etag(row.version())).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/admin/v1/attributes/" + row.attributeId()));
        }
        return answer.body(AttributeSheet.of(row));
    }
}
