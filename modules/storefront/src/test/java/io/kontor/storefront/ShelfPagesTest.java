package io.kontor.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.aftersales.AftersalesModule;
import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.membership.MembershipModule;
import io.kontor.payment.PaymentModule;
import io.kontor.search.SearchModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.trade.TradeModule;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The pages that are the same for everybody. */
@KontorTest(
        value = {
            IdentityModule.class,
            InventoryModule.class,
            CatalogModule.class,
            SearchModule.class,
            MembershipModule.class,
            FulfilmentModule.class,
            PaymentModule.class,
            TradeModule.class,
            AftersalesModule.class,
            StorefrontModule.class
        },
        demo = true)
class ShelfPagesTest {
    private static final String TEAPOT = "/zh/p/red-clay-teapot";

    @BeforeEach
    void theDemoShopIsIndexed(TestShop shop) {
        Await.until(() -> assertThat(
                        new Visitor(shop).open("/en/search?q=teapot").page().select(".product-card"))
                .isNotEmpty());
    }

    @Test
    void theFrontDoorLeadsToTheLanguageOfTheBrowser(TestShop shop) {
        assertThat(shop.get("/", "Accept-Language", "zh-CN,zh;q=0.9").header("Location"))
                .isEqualTo("/zh/");
        assertThat(shop.get("/", "Accept-Language", "de,en;q=0.5").header("Location"))
                .isEqualTo("/en/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void homeShowsCategoriesArrivalsAndOffers(String language, TestShop shop) {
        var home = new Visitor(shop).open("/" + language + "/");
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.page().select(".category-tile")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(home.page().select(".product-card")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(home.page().select(".price.reduced")).isNotEmpty();
        assertThat(home.one("html").attr("lang")).isEqualTo(language.equals("zh") ? "zh-CN" : "en");
    }

    @Test
    void noLinkIsDead(TestShop shop) {
        var visitor = new Visitor(shop);
        var links = new LinkedHashSet<String>();
        for (var path : List.of("/zh/", "/en/c/kitchen", TEAPOT, "/en/cart", "/zh/sign-in", "/en/nothing-here")) {
            visitor.open(path)
                    .page()
                    .select("a[href^=/], link[href^=/], img[src^=/], script[src]")
                    .forEach(
                            element -> links.add(element.hasAttr("href") ? element.attr("href") : element.attr("src")));
        }
        assertThat(links).hasSizeGreaterThan(40);
        // Assets are there only when the front end was built; whoever is not signed in is asked to.
        assertThat(links.stream().filter(link -> !link.startsWith("/assets/") && !link.contains("/account")))
                .allSatisfy(
                        link -> assertThat(visitor.open(link).status()).as(link).isEqualTo(200));
    }

    @Test
    void pagesCarryNoInlineScriptOrStyle(TestShop shop) {
        var visitor = new Visitor(shop);
        for (var path : List.of(
                "/zh/", "/en/c/kitchen", TEAPOT, "/en/cart", "/zh/sign-up", "/en/orders/look-up", "/zh/nothing")) {
            var seen = visitor.open(path);
            assertThat(seen.answer().header("Content-Security-Policy"))
                    .contains("default-src 'self'")
                    .doesNotContain("unsafe-inline");
            assertThat(seen.page().select("style, [style]")).as(path).isEmpty();
            assertThat(seen.page().select("script:not([src])"))
                    .allSatisfy(
                            script -> assertThat(script.attr("type")).isIn("application/json", "application/ld+json"));
            assertThat(seen.page().getAllElements().stream()
                            .flatMap(element -> element.attributes().asList().stream())
                            .filter(attribute -> attribute.getKey().startsWith("on")))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void aProductTellsSearchEnginesWhatItIs(TestShop shop) {
        var page = new Visitor(shop).open(TEAPOT);
        assertThat(page.page().title()).isEqualTo("朱泥茶壶 · Kontor");
        assertThat(page.one("meta[name=description]").attr("content")).isNotBlank();
        assertThat(page.one("link[rel=canonical]").attr("href")).isEqualTo(TEAPOT);
        assertThat(page.one("link[hreflang=en]").attr("href")).isEqualTo("/en/p/red-clay-teapot");
        var told = JsonMapper.shared()
                .readTree(page.one("script[type=application/ld+json]").data());
        assertThat(told.get("@type").asString()).isEqualTo("Product");
        assertThat(told.get("offers").get(0).get("priceCurrency").asString()).isEqualTo("CNY");
        assertThat(told.get("offers").get(0).get("price").asString()).matches("[0-9]+\\.[0-9]{2}");
    }

    @Test
    void aVariantIsChosenByAPlainLink(TestShop shop) {
        var visitor = new Visitor(shop);
        var page = visitor.open(TEAPOT);
        var other = page.one(".option-value:not([aria-current])");
        var chosen = visitor.open(other.attr("href"));
        assertThat(chosen.one("form.buy input[name=sku]").val())
                .isNotEqualTo(page.one("form.buy input[name=sku]").val());
        assertThat(chosen.one(".option-value[aria-current]").text()).isEqualTo(other.text());
        assertThat(chosen.one("[data-option-chosen]").text()).isEqualTo(other.text());
    }

    @Test
    void aPageOfTheCatalogueIsTheSameForEverybody(TestShop shop) {
        var guest = shop.get(TEAPOT, "Accept", "text/html");
        var other = shop.get(
                TEAPOT,
                "Accept",
                "text/html",
                "Cookie",
                "kontor_cart=0198f3c0-0000-7000-8000-000000000000; kontor_session=x");
        assertThat(other.body()).isEqualTo(guest.body());
        assertThat(guest.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(guest.header("ETag")).isNotEmpty().isEqualTo(other.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/zh/p/no-such-product", "/en/c/no-such-category", "/zh/nothing/at/all"})
    void whatIsNotThereIsAPageWithAWayOn(String path, TestShop shop) {
        var seen = new Visitor(shop).open(path);
        assertThat(seen.status()).isEqualTo(404);
        assertThat(seen.has("a.button[href$=/" + path.substring(1, 3) + "/]")).isTrue();
        assertThat(seen.one("meta[name=robots]").attr("content")).isEqualTo("noindex");
    }

    @Test
    void filtersNarrowAListAndAreTakenAwayOneByOne(TestShop shop) {
        var visitor = new Visitor(shop);
        var all = visitor.open("/en/c/kitchen");
        var brand = all.one("#filters input[name=brand]");
        var narrowed = visitor.open("/en/c/kitchen?brand=" + brand.val());
        assertThat(narrowed.page().select(".product-card"))
                .isNotEmpty()
                .hasSizeLessThan(all.page().select(".product-card").size());
        assertThat(narrowed.one("#filters input[name=brand][value=" + brand.val() + "]")
                        .hasAttr("checked"))
                .isTrue();
        var back = visitor.open(narrowed.one(".chips a.chip").attr("href"));
        assertThat(back.page().select(".product-card")).hasSameSizeAs(all.page().select(".product-card"));
    }

    @Test
    void aSearchThatStaffLeadsElsewhereOpensThatPageInTheLanguageOfTheShopper(TestShop shop) {
        var address = "/api/admin/v1/search/tuning";
        var staff = Members.staff(shop, "search.read", "search.write");
        var sheet = shop.get(address, "Cookie", staff);
        var tuning = Map.of(
                "redirects",
                List.of(Map.of("words", List.of("our tea"), "address", "/c/tea")),
                "boosts",
                sheet.json().path("tuning").path("boosts"));
        assertThat(shop.send("PUT", address, tuning, "Cookie", staff, "If-Match", sheet.header("ETag"))
                        .status())
                .isEqualTo(200);
        Await.until(() ->
                assertThat(shop.get("/en/search?q=Our+Tea").header("Location")).isEqualTo("/en/c/tea"));
        assertThat(shop.get("/zh/search?q=our+tea").status()).isEqualTo(302);
        assertThat(shop.get("/en/search?q=our+tea&sort=newest").status()).isEqualTo(200);
    }

    @Test
    void aSearchWithoutResultOffersTheCategories(TestShop shop) {
        var seen = new Visitor(shop).open("/en/search?q=zzzzqqqq");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.has(".empty")).isTrue();
        assertThat(seen.page().select(".category-tile")).isNotEmpty();
    }

    @Test
    void nonsenseInAnAddressIsNoDefect(TestShop shop) {
        var visitor = new Visitor(shop);
        Stream.of(
                        "/zh/search?minPrice=abc&maxPrice=-5&sort=sideways&brand=%00&attr.=x&attr.colour=",
                        "/zh/search?q=" + "x".repeat(3000),
                        TEAPOT + "?sku=" + "y".repeat(500),
                        "/en/c/%2e%2e%2fadmin",
                        "/zh/search?cursor=not-ours",
                        "/zh/suggestions?q=" + "z".repeat(900),
                        "/zh/p/%00")
                .forEach(
                        path -> assertThat(visitor.open(path).status()).as(path).isLessThan(500));
    }

    @Test
    void theSitemapsNameEveryProductInBothLanguages(TestShop shop, JdbcClient db) {
        var list = Jsoup.parse(shop.get("/sitemap.xml").body(), Parser.xmlParser());
        var named = list.select("sitemap > loc").eachText().stream()
                .map(URI::create)
                .map(address -> Jsoup.parse(shop.get(address.getPath()).body(), Parser.xmlParser()))
                .flatMap(map -> map.select("url > loc").eachText().stream())
                .map(address -> URI.create(address).getPath())
                .toList();
        assertThat(named).doesNotHaveDuplicates().contains("/zh/", "/en/c/kitchen", "/en/b/" + brand(shop));
        var slugs = db.sql("SELECT slug FROM catalog.product WHERE status = 'PUBLISHED'")
                .query(String.class)
                .list();
        assertThat(named.stream().filter(path -> path.startsWith("/zh/p/")))
                .containsExactlyInAnyOrderElementsOf(
                        slugs.stream().map(slug -> "/zh/p/" + slug).toList());
        assertThat(named).contains(TEAPOT.replace("zh", "en"));
        assertThat(shop.get("/sitemaps/products-nothing.xml").status()).isEqualTo(400);
        assertThat(shop.get("/robots.txt").body()).contains("Sitemap: http").contains("Disallow: /zh/checkout");
    }

    private static String brand(TestShop shop) {
        return new Visitor(shop)
                .open(TEAPOT)
                .one("a[href^=/zh/b/]")
                .attr("href")
                .substring("/zh/b/".length());
    }

    @Test
    void aBrandHasAPageOfItsOwn(TestShop shop) {
        var visitor = new Visitor(shop);
        var page = visitor.open("/en/b/" + brand(shop));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.one("h1").text()).isNotEmpty();
        assertThat(page.page().select(".product-card a[href=/en/p/red-clay-teapot]"))
                .isNotEmpty();
        assertThat(page.has("#filters input[name=brand]")).isFalse();
        assertThat(page.one("link[rel=canonical]").attr("href")).endsWith("/en/b/" + brand(shop));
        var other = visitor.open("/en/search").page().select("#filters input[name=brand]").stream()
                .map(input -> input.val())
                .filter(slug -> !slug.equals(brand(shop)))
                .findFirst()
                .orElseThrow();
        assertThat(visitor.open("/en/b/" + brand(shop) + "?brand=" + other)
                        .page()
                        .select(".product-card"))
                .as("what the address says of a brand is no choice here")
                .hasSameSizeAs(page.page().select(".product-card"));
        assertThat(visitor.open("/en/b/nobody").status()).isEqualTo(404);
    }

    @Test
    void anAddressThatWasLeadsToTheOneThatIs(TestShop shop, JdbcClient db) {
        db.sql("""
                        INSERT INTO catalog.earlier_slug (kind, slug, id, until)
                        SELECT 'product', 'the-old-pot', product_id, now() FROM catalog.product WHERE slug = 'red-clay-teapot'
                        UNION ALL
                        SELECT 'category', 'the-old-kitchen', category_id, now() FROM catalog.category WHERE slug = 'kitchen'
                        """).update();
        var product = shop.get("/en/p/the-old-pot");
        assertThat(product.status()).isEqualTo(301);
        assertThat(product.header("Location")).isEqualTo("/en/p/red-clay-teapot");
        assertThat(shop.get("/zh/c/the-old-kitchen").header("Location")).isEqualTo("/zh/c/kitchen");
        assertThat(shop.get("/zh/c/the-old-pot").status()).isEqualTo(404);
    }

    @Test
    void suggestionsFollowWhatIsTyped(TestShop shop) {
        var suggested = shop.get("/en/suggestions?q=teap").json().get("items");
        assertThat(suggested.toString()).containsIgnoringCase("teapot");
        assertThat(shop.get("/en/suggestions?q=").json().get("items")).isEmpty();
    }
}
