package io.kontor.catalog.attribute;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.attribute.AttributeDraft.Choice;
import io.kontor.catalog.attribute.AttributeDraft.Kind;
import io.kontor.catalog.attribute.ProductTypeDraft.Entry;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Text;
import io.kontor.platform.access.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the products of a category say of themselves. */
@RestController
@RequestMapping("/api/admin/v1/categories/{categoryId}/schema")
class SchemaEndpoint {
    private final ProductTypeStore types;
    private final AttributeStore attributes;

    SchemaEndpoint(ProductTypeStore types, AttributeStore attributes) {
        this.types = types;
        this.attributes = attributes;
    }

    /** @param productTypes codes of those it comes from, the topmost category's first */
    record Schema(List<String> productTypes, List<Line> attributes) {}

    /** @param productType code of the one that says whether it is required and per variant */
    record Line(
            String attribute,
            Kind kind,
            Text name,
            @Nullable String unit,
            List<Choice> choices,
            boolean filterable,
            boolean required,
            boolean perVariant,
            String productType) {}

    /**
     * The attributes of the product types of the category and of all above it, in the order forms and pages show: those
     * from above first. Where two types have the same attribute, the nearest says whether it is required and per variant.
     */
    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Schema show(@PathVariable UUID categoryId) {
        if (!types.isCategory(categoryId)) {
            throw CatalogProblem.CATEGORY_NOT_FOUND.refusal("There is no such category.");
        }
        var path = types.pathTo(categoryId);
        var attributeByCode =
                attributes.all().stream().collect(Collectors.toMap(AttributeStore.Row::code, Function.identity()));
        var lines = new LinkedHashMap<String, Line>();
        for (var type : path) {
            for (var entry : type.attributes()) {
                var attribute = attributeByCode.get(entry.attribute());
                // Missing only when it was taken out of the type and away between the two questions.
                if (attribute != null) {
                    lines.put(entry.attribute(), line(attribute, entry, type.code()));
                }
            }
        }
        return new Schema(
                path.stream().map(ProductTypeStore.Row::code).distinct().toList(), List.copyOf(lines.values()));
    }

    private static Line line(AttributeStore.Row attribute, Entry entry, String type) {
        return new Line(
                attribute.code(),
                attribute.kind(),
                attribute.name(),
                attribute.unit(),
                attribute.choices(),
                attribute.filterable(),
                entry.required(),
                entry.perVariant(),
                type);
    }
}
