package io.kontor.catalog.category;

import io.kontor.catalog.Catalog.Category;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.cache.ResponseCacheFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The category tree for shoppers. */
@RestController
@Access(Caller.Kind.GUEST)
class CategoryEndpoint {
    private final CategoryTree categories;
    private final ResponseCache answers;
    private final JsonMapper json;

    CategoryEndpoint(CategoryTree categories, ResponseCache answers, JsonMapper json) {
        this.categories = categories;
        this.answers = answers;
        this.json = json;
    }

    /** @param parent slug of the category above, or null; parents stand before children. @param products published ones, in it and below it */
    record ShownCategory(
            String id,
            String slug,
            @Nullable String parent,
            String name,
            String description,
            @Nullable String image,
            int products) {
        static ShownCategory of(Category category, Language language) {
            return new ShownCategory(
                    category.id().toString(),
                    category.slug(),
                    category.parent(),
                    category.name().in(language),
                    category.description().in(language),
                    category.image(),
                    category.products());
        }
    }

    record ShownCategories(List<ShownCategory> items) {}

    @GetMapping("/api/store/v1/categories")
    @Operation(
            summary = "All categories that are shown, parents before children, in menu order",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = ShownCategories.class))))
    void categories(Language language, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var shown = new ShownCategories(categories.shown().stream()
                .map(category -> ShownCategory.of(category, language))
                .toList());
        ResponseCacheFilter.send(
                request,
                response,
                answers.keep(
                        request, "application/json", json.writeValueAsBytes(shown), Set.of("catalog"), "no-cache"));
    }
}
