package io.kontor.storefront.shelf;

import io.kontor.catalog.Catalog;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.storefront.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What search engines read first: a list of sitemaps, one for what leads to products and one for each 5,000 of these.
 * Source: sitemaps.org, protocol 0.9; RFC 9309.
 */
@RestController
@Access(Caller.Kind.GUEST)
class SitemapEndpoint {
    private static final int PRODUCTS = 5_000;
    /** A list may name 50,000 sitemaps; more products than this are more than any engine reads. */
    private static final int SITEMAPS_MAX = 1_000;

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <%s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"%s>
            """;
    private static final String ALTERNATES = " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";

    private final Catalog catalog;
    private final Pages pages;

    SitemapEndpoint(Catalog catalog, Pages pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    @GetMapping(path = "/sitemap.xml", produces = MediaType.APPLICATION_XML_VALUE)
    String sitemaps(HttpServletRequest request) {
        var origin = originOf(request);
        var list = new StringBuilder(HEAD.formatted("sitemapindex", ""));
        list.append("<sitemap><loc>").append(origin).append("/sitemaps/shelves.xml</loc></sitemap>\n");
        var after = new UUID(0, 0);
        for (var count = 0; count < SITEMAPS_MAX; count++) {
            var ids = catalog.productIds(after, PRODUCTS);
            if (ids.isEmpty()) {
                break;
            }
            list.append("<sitemap><loc>")
                    .append(origin)
                    .append("/sitemaps/products-")
                    .append(after)
                    .append(".xml</loc></sitemap>\n");
            after = ids.getLast();
        }
        return list.append("</sitemapindex>\n").toString();
    }

    /** Categories and brands, and the way in. */
    @GetMapping(path = "/sitemaps/shelves.xml", produces = MediaType.APPLICATION_XML_VALUE)
    String shelves(HttpServletRequest request) {
        var origin = originOf(request);
        var map = new StringBuilder(HEAD.formatted("urlset", ALTERNATES));
        append(map, origin, "/", null);
        catalog.categories().forEach(category -> append(map, origin, "/c/" + category.slug(), null));
        catalog.brands().forEach(brand -> append(map, origin, "/b/" + brand.slug(), null));
        return map.append("</urlset>\n").toString();
    }

    /** Those of 5,000 products that are on sale. @param after the product before the first of them */
    @GetMapping(path = "/sitemaps/products-{after}.xml", produces = MediaType.APPLICATION_XML_VALUE)
    String products(@PathVariable UUID after, HttpServletRequest request) {
        var origin = originOf(request);
        var map = new StringBuilder(HEAD.formatted("urlset", ALTERNATES));
        var ids = catalog.productIds(after, PRODUCTS);
        if (!ids.isEmpty()) {
            var last = ids.getLast();
            catalog.places(after, PRODUCTS).stream()
                    .takeWhile(place -> !isBehind(place.productId(), last))
                    .forEach(place -> append(map, origin, "/p/" + place.slug(), place.changedAt()));
        }
        return map.append("</urlset>\n").toString();
    }

    /** As the database orders ids: byte by byte. */
    private static boolean isBehind(UUID one, UUID other) {
        var high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high > 0
                || high == 0
                        && Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) > 0;
    }

    private static void append(StringBuilder map, String origin, String path, @Nullable Instant changedAt) {
        for (var language : Language.values()) {
            map.append("<url><loc>")
                    .append(origin)
                    .append('/')
                    .append(language.code())
                    .append(path)
                    .append("</loc>");
            if (changedAt != null) {
                map.append("<lastmod>")
                        .append(changedAt.truncatedTo(ChronoUnit.SECONDS))
                        .append("</lastmod>");
            }
            for (var other : Language.values()) {
                map.append("<xhtml:link rel=\"alternate\" hreflang=\"")
                        .append(other.tag())
                        .append("\" href=\"")
                        .append(origin)
                        .append('/')
                        .append(other.code())
                        .append(path)
                        .append("\"/>");
            }
            map.append("</url>\n");
        }
    }

    @GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    String robots(HttpServletRequest request) {
        return """
                User-agent: *
                Disallow: /admin
                Disallow: /api/
                Disallow: /zh/cart
                Disallow: /en/cart
                Disallow: /zh/checkout
                Disallow: /en/checkout
                Disallow: /zh/orders/
                Disallow: /en/orders/
                Disallow: /zh/account
                Disallow: /en/account
                Disallow: /zh/preview/
                Disallow: /en/preview/
                Sitemap: %s/sitemap.xml
                """.formatted(originOf(request));
    }

    /** Neither answer is kept, so without a public address the request's own host does no harm. */
    private String originOf(HttpServletRequest request) {
        if (!pages.origin().isEmpty()) {
            return pages.origin();
        }
        var host = request.getHeader("Host");
        var safe = host != null && host.matches("[A-Za-z0-9.:\\[\\]-]{1,200}") ? host : "localhost";
        return request.getScheme() + "://" + safe;
    }
}
