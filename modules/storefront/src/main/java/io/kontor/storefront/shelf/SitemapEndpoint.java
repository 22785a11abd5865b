package io.kontor.storefront.shelf;

import io.kontor.catalog.Catalog;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.storefront.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What search engines read first. Source: sitemaps.org, protocol 0.9; RFC 9309. */
@RestController
@Access(Caller.Kind.GUEST)
class SitemapEndpoint {
    /** A sitemap may name 50,000 addresses; every page here is two, one in each language. */
    private static final int PRODUCTS_MAX = 24_000;

    private static final int BATCH = 200;

    private final Catalog catalog;
    private final Pages pages;

    SitemapEndpoint(Catalog catalog, Pages pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    @GetMapping(path = "/sitemap.xml", produces = MediaType.APPLICATION_XML_VALUE)
    String sitemap(HttpServletRequest request) {
        var origin = originOf(request);
        var map = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
                """);
        for (var path : paths()) {
            for (var language : Language.values()) {
                map.append("<url><loc>")
                        .append(origin)
                        .append('/')
                        .append(language.code())
                        .append(path)
                        .append("</loc>");
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
        return map.append("</urlset>\n").toString();
    }

    private List<String> paths() {
        var paths = new ArrayList<String>();
        paths.add("/");
        catalog.categories().forEach(category -> paths.add("/c/" + category.slug()));
        var ids = catalog.productIds(null, BATCH);
        while (!ids.isEmpty() && paths.size() < PRODUCTS_MAX) {
            catalog.cards(ids).forEach(card -> paths.add("/p/" + card.slug()));
            ids = catalog.productIds(ids.getLast(), BATCH);
        }
        return paths;
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
