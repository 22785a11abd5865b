package io.kontor.catalog.product;

import io.kontor.catalog.Catalog.ProductView;
import io.kontor.catalog.CatalogProblem;
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
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A product for shoppers. */
@RestController
@Access(Caller.Kind.GUEST)
class ProductEndpoint {
    private final Showcase showcase;
    private final ResponseCache answers;
    private final JsonMapper json;

    ProductEndpoint(Showcase showcase, ResponseCache answers, JsonMapper json) {
        this.showcase = showcase;
        this.answers = answers;
        this.json = json;
    }

    @GetMapping("/api/store/v1/products/{slug}")
    @Operation(
            summary = "A published product with its variants and what is available now",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = ProductView.class))))
    void product(@PathVariable String slug, Language language, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var product = showcase.product(slug, language)
                .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.refusal("No product on sale has this address."));
        var tags = Set.of("product:" + product.id(), "categories");
        ResponseCacheFilter.send(
                request,
                response,
                answers.keep(request, "application/json", json.writeValueAsBytes(product), tags, "no-cache"));
    }
}
