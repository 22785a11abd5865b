package io.kontor.search.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.catalog.CatalogModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.search.Cast;
import io.kontor.search.Search.Facet;
import io.kontor.search.Search.FacetValue;
import io.kontor.search.Search.Query;
import io.kontor.search.Search.Sort;
import io.kontor.search.SearchModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KnownCallers;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@KontorTest({InventoryModule.class, CatalogModule.class, SearchModule.class, KnownCallers.class})
class FindProductsTest {
    private final TestShop shop;
    private final Cast cast;

    FindProductsTest(TestShop shop) {
        this.shop = shop;
        this.cast = new Cast(shop);
    }

    private void awaitFound(String text, String slug) {
        Await.until(() -> assertThat(cast.slugs(text)).contains(slug));
    }

    @Test
    void findsAChineseWordInTheMiddleOfAName() {
        var slug = cast.product("便携式霓虹电视机支架", "Stand").save();
        awaitFound("霓虹", slug);
        assertThat(cast.slugs("电视机支架")).contains(slug);
        assertThat(cast.slugs("支架 霓虹")).contains(slug);
        assertThat(cast.slugs("霓虹支架")).contains(slug);
        assertThat(cast.slugs("霓虹電視")).contains(slug);
    }

    @Test
    void findsChineseByItsSoundAndInitials() {
        var slug = cast.product("清脆麒麟西瓜", "Watermelon").save();
        awaitFound("麒麟", slug);
        assertThat(cast.slugs("qilinxigua")).contains(slug);
        assertThat(cast.slugs("qilinxi")).contains(slug);
        assertThat(cast.slugs("qcqlxg")).contains(slug);
        assertThat(cast.slugs("qlxg")).contains(slug);
        assertThat(cast.slugs("qi lin")).contains(slug);
    }

    @Test
    void findsTheSoundThoughAModelNumberIsSpelledLikeIt() {
        var adapter = cast.product("适配器", "Adapter MB466YUNWU").save();
        var tea = cast.product("云雾茶", "Cloud tea").save();
        awaitFound("yunwu", adapter);
        awaitFound("云雾", tea);
        var chinese = new Query(
                "yunwu", null, List.of(), null, null, Map.of(), false, false, Sort.RELEVANCE, 24, null, Language.ZH);
        assertThat(cast.find(chinese).items().stream().map(card -> card.slug())).contains(tea, adapter);
    }

    @Test
    void findsOtherFormsOfAnEnglishWordAndForgivesATypo() {
        var slug = cast.product("园艺剪", "Gardening Scissors").save();
        awaitFound("garden scissor", slug);
        assertThat(cast.slugs("GARDENED")).contains(slug);
        assertThat(cast.slugs("gardning scisors")).contains(slug);
        assertThat(cast.slugs("ｇａｒｄｅｎｉｎｇ")).contains(slug);
    }

    @Test
    void aNameCountsForMoreThanADescription() {
        var word = Cast.newWord();
        var described = cast.product("甲", "Plain thing")
                .described("goes well with " + word)
                .save();
        var named = cast.product("乙", "The " + word + " thing").save();
        Await.until(() -> assertThat(cast.slugs(word)).containsExactly(named, described));
    }

    @Test
    void aStockCodeFindsItsProductFirst() {
        var code = "Teapot-" + Cast.newWord();
        var words = cast.product("丙", code + " poster").save();
        var product = cast.product("丁", "Kettle").sku(code).save();
        awaitFound(code, words);
        Await.until(() -> assertThat(cast.slugs(code.toLowerCase())).startsWith(product));
    }

    @Test
    void aBrandIsFoundByItsName() {
        var brand = Cast.newWord();
        cast.brand(brand, "麦浪" + brand, brand);
        var slug = cast.product("戊", "Bowl").of(brand).save();
        awaitFound(brand, slug);
        assertThat(cast.slugs("mailang")).contains(slug);
    }

    @Test
    void priceLimitsAreInclusive() {
        var word = Cast.newWord();
        for (var price : List.of(999L, 1_000L, 1_500L, 2_000L, 2_001L)) {
            cast.product("价", word).priced(price).save();
        }
        Await.until(() -> assertThat(cast.find(Cast.query(word)).total()).isEqualTo(5));
        assertThat(cast.find(priced(word, "10", "20")).total()).isEqualTo(3);
        assertThat(cast.find(priced(word, "10.00", "20.01")).total()).isEqualTo(4);
        assertThat(cast.find(priced(word, "9.995", null)).total()).isEqualTo(4);
        assertThat(cast.find(priced(word, "30", "10")).total()).isZero();
    }

    private static Query priced(String text, @Nullable String min, @Nullable String max) {
        return new Query(
                text, null, List.of(), min, max, Map.of(), false, false, Sort.RELEVANCE, 24, null, Language.EN);
    }

    @Test
    void whatIsWithdrawnDisappearsAndComesBack() {
        var word = Cast.newWord();
        var product = cast.product("己", word);
        var slug = product.save();
        awaitFound(word, slug);
        product.withdrawn().save();
        Await.until(() -> assertThat(cast.slugs(word)).isEmpty());
    }

    @Test
    void aNewPriceTakesItsNewPlace() {
        var word = Cast.newWord();
        var first = cast.product("庚", word).priced(1_000);
        var second = cast.product("辛", word).priced(2_000);
        var cheap = first.save();
        var dear = second.save();
        Await.until(() -> assertThat(cheapest(word)).containsExactly(cheap, dear));
        first.priced(3_000).save();
        Await.until(() -> assertThat(cheapest(word)).containsExactly(dear, cheap));
        Await.until(() -> assertThat(shop.get("/api/store/v1/products?sort=price-asc&q=" + word)
                        .json()
                        .path("items")
                        .path(1)
                        .path("priceFrom")
                        .path("amount")
                        .asString())
                .isEqualTo("30.00"));
    }

    private List<String> cheapest(String text) {
        return cast.find(Cast.sorted(Cast.query(text), Sort.PRICE_ASC, 24, null)).items().stream()
                .map(card -> card.slug())
                .toList();
    }

    @Test
    void whatSellsOutIsSaidWithinTheList(Inventory inventory) {
        var word = Cast.newWord();
        var product = cast.product("壬", word).onHand(3);
        product.save();
        var address = "/api/store/v1/products?inStock=true&q=" + word;
        Await.until(
                () -> assertThat(shop.get(address).json().path("total").asInt()).isEqualTo(1));
        inventory.count(List.of(new Inventory.Count(product.sku(), 0, "test")));
        Await.until(
                () -> assertThat(shop.get(address).json().path("total").asInt()).isZero());
        assertThat(shop.get("/api/store/v1/products?q=" + word)
                        .json()
                        .path("items")
                        .path(0)
                        .path("available")
                        .asBoolean(true))
                .isFalse();
        inventory.count(List.of(new Inventory.Count(product.sku(), 1, "test")));
        Await.until(
                () -> assertThat(shop.get(address).json().path("total").asInt()).isEqualTo(1));
    }

    @Test
    void pagingThroughEveryOrderShowsEachProductOnce() {
        var word = Cast.newWord();
        var random = new Random(7);
        var products = IntStream.range(0, 57)
                .mapToObj(i -> cast.product("商品" + i % 9, word + " thing" + i % 5)
                        .priced(100L * (1 + random.nextInt(6)))
                        .onHand(i % 3))
                .toList();
        cast.saveAll(products);
        Await.until(() -> {
            var all = cast.find(Cast.query(word));
            assertThat(all.total()).isEqualTo(57);
            assertThat(valueOf(all.facets(), "inStock", "true").count()).isEqualTo(38);
        });
        // What other tests put in meanwhile shifts all scores a little, so a walk through the pages may have to be
        // begun again.
        Await.until(() -> pageThroughEveryOrder(word));
        var next = Objects.requireNonNull(
                cast.find(Cast.sorted(Cast.query(word), Sort.NAME, 10, null)).next());
        assertThatThrownBy(() -> cast.find(Cast.sorted(Cast.query(word), Sort.PRICE_ASC, 10, next)))
                .isInstanceOf(Refusal.class);
    }

    private void pageThroughEveryOrder(String word) {
        for (var sort : Sort.values()) {
            for (var text : List.of(word, word + " thing3 thing1")) {
                var query = Cast.query(text);
                var seen = new ArrayList<String>();
                var prices = new ArrayList<Long>();
                String cursor = null;
                do {
                    var page = cast.find(Cast.sorted(query, sort, 10, cursor));
                    page.items().forEach(card -> {
                        seen.add(card.slug());
                        prices.add(card.priceFrom().minor());
                    });
                    cursor = page.next();
                } while (cursor != null);
                assertThat(seen).as(sort + " " + text).doesNotHaveDuplicates().hasSize((int)
                        cast.find(query).total());
                if (sort == Sort.PRICE_ASC) {
                    assertThat(prices).isSorted();
                }
                if (sort == Sort.PRICE_DESC) {
                    assertThat(prices).isSortedAccordingTo(Comparator.reverseOrder());
                }
            }
        }
    }

    private record Made(
            String brand,
            String category,
            long price,
            String colour,
            String material,
            boolean available,
            boolean offer) {}

    @Test
    void facetCountsAreWhatCountingByHandGives() {
        var seed = System.nanoTime();
        System.out.println("facet counts, seed " + seed);
        var random = new Random(seed);
        var word = Cast.newWord();
        cast.category(word + "-all", null, "全部", "All");
        for (var category : List.of("a", "b", "c")) {
            cast.category(word + "-" + category, word + "-all", "分类" + category, "Category " + category);
        }
        for (var brand : List.of("x", "y", "z")) {
            cast.brand(word + brand, brand, brand);
        }
        var made = new ArrayList<Made>();
        var products = new ArrayList<Cast.Product>();
        for (var i = 0; i < 150; i++) {
            var one = new Made(
                    word + pick(random, "x", "y", "z"),
                    word + "-" + pick(random, "a", "b", "c"),
                    100L * (1 + random.nextInt(50)),
                    pick(random, "red", "green", "blue"),
                    pick(random, "oak", "pine"),
                    random.nextInt(3) > 0,
                    random.nextBoolean());
            made.add(one);
            var product = cast.product("随机", word + " thing")
                    .of(one.brand())
                    .in(one.category())
                    .priced(one.price())
                    .colours(one.colour())
                    .attribute("material", one.material())
                    .onHand(one.available() ? 4 : 0);
            products.add(one.offer() ? product.reducedFrom(one.price() + 1) : product);
        }
        cast.saveAll(products);
        Await.until(() -> {
            var all = cast.find(Cast.query(word));
            assertThat(all.total()).isEqualTo(150);
            assertThat(valueOf(all.facets(), "inStock", "true").count())
                    .isEqualTo(made.stream().filter(Made::available).count());
        });
        for (var round = 0; round < 60; round++) {
            checkFacets("seed " + seed + " round " + round, made, randomQuery(word, random));
        }
    }

    private static Query randomQuery(String word, Random random) {
        var brands = some(random, word + "x", word + "y", word + "z");
        var attributes = new java.util.HashMap<String, List<String>>();
        attributes.put("colour", some(random, "red", "green", "blue"));
        attributes.put("material", some(random, "oak", "pine"));
        attributes.values().removeIf(List::isEmpty);
        return new Query(
                word,
                random.nextInt(3) == 0 ? word + "-" + pick(random, "a", "b", "c", "all") : null,
                brands,
                random.nextInt(3) == 0 ? String.valueOf(1 + random.nextInt(30)) : null,
                random.nextInt(3) == 0 ? String.valueOf(20 + random.nextInt(30)) : null,
                attributes,
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                Sort.RELEVANCE,
                100,
                null,
                Language.EN);
    }

    private void checkFacets(String shown, List<Made> made, Query query) {
        var checks = new java.util.LinkedHashMap<String, Predicate<Made>>();
        checks.put(
                "category",
                one -> query.category() == null
                        || query.category().endsWith("-all")
                        || query.category().equals(one.category()));
        checks.put("brand", one -> query.brands().isEmpty() || query.brands().contains(one.brand()));
        checks.put(
                "price",
                one -> (query.minPrice() == null || one.price() >= 100 * Long.parseLong(query.minPrice()))
                        && (query.maxPrice() == null || one.price() <= 100 * Long.parseLong(query.maxPrice())));
        checks.put(
                "attr.colour",
                one -> !query.attributes().containsKey("colour")
                        || query.attributes().get("colour").contains(one.colour()));
        checks.put(
                "attr.material",
                one -> !query.attributes().containsKey("material")
                        || query.attributes().get("material").contains(one.material()));
        checks.put("inStock", one -> !query.onlyAvailable() || one.available());
        checks.put("onOffer", one -> !query.onlyOffers() || one.offer());
        var found = cast.find(query);
        assertThat(found.total())
                .as(shown + " " + query)
                .isEqualTo(made.stream()
                        .filter(one -> checks.values().stream().allMatch(check -> check.test(one)))
                        .count());
        for (var facet : found.facets()) {
            for (var value : facet.values()) {
                var byHand = made.stream()
                        .filter(one -> checks.entrySet().stream()
                                .allMatch(check -> check.getKey().equals(facet.code())
                                        || check.getValue().test(one)))
                        .filter(one -> has(one, facet.code(), value.value()))
                        .count();
                assertThat(value.count())
                        .as(shown + " " + facet.code() + "=" + value.value() + " of " + query)
                        .isEqualTo(byHand);
            }
        }
    }

    private static boolean has(Made one, String facet, String value) {
        return switch (facet) {
            case "category" -> one.category().equals(value) || value.endsWith("-all");
            case "brand" -> one.brand().equals(value);
            case "price" -> within(one.price(), value);
            case "attr.colour" -> one.colour().equals(value);
            case "attr.material" -> one.material().equals(value);
            case "inStock" -> one.available();
            default -> one.offer();
        };
    }

    private static boolean within(long price, String band) {
        var edges = band.split("-", 2);
        return (edges[0].isEmpty() || price >= minor(edges[0])) && (edges[1].isEmpty() || price <= minor(edges[1]));
    }

    private static long minor(String amount) {
        return new java.math.BigDecimal(amount).movePointRight(2).longValueExact();
    }

    private static FacetValue valueOf(List<Facet> facets, String code, String value) {
        return facets.stream()
                .filter(facet -> facet.code().equals(code))
                .flatMap(facet -> facet.values().stream())
                .filter(one -> one.value().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " " + value + " in " + facets));
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static List<String> some(Random random, String... choices) {
        return random.nextInt(2) == 0
                ? List.of()
                : Stream.of(choices).filter(_ -> random.nextBoolean()).toList();
    }

    @Test
    void severalValuesOfOneFacetWidenTheListAndItsColoursShow() {
        var word = Cast.newWord();
        cast.product("癸", word).colours("red", "green").save();
        cast.product("子", word).colours("blue").save();
        Await.until(() -> assertThat(cast.find(Cast.query(word)).total()).isEqualTo(2));
        var one = shop.get("/api/store/v1/products?q=" + word + "&attr.colour=blue")
                .json();
        assertThat(one.path("total").asInt()).isEqualTo(1);
        var both = shop.get("/api/store/v1/products?q=" + word + "&attr.colour=blue,red")
                .json();
        assertThat(both.path("total").asInt()).isEqualTo(2);
        assertThat(shop.get("/api/store/v1/products?q=" + word + "&attr.colour=blue&attr.colour=red")
                        .json())
                .isEqualTo(both);
        var facet = cast.find(Cast.query(word)).facets().stream()
                .filter(found -> found.code().equals("attr.colour"))
                .findFirst()
                .orElseThrow();
        assertThat(facet.name()).isEqualTo("Colour");
        assertThat(facet.values()).allMatch(value -> "#8fa58b".equals(value.swatch()));
    }

    @Test
    void hostileTextIsOnlyText() throws Exception {
        var texts = new ArrayList<>(List.of(
                "a:b AND (",
                "*",
                "?",
                "name:*",
                "\"",
                "[1 TO 2]",
                "~~~",
                "\\",
                "tea\u0000pot",
                "\uD800",
                "\uDC00 \uD800x",
                "a".repeat(200),
                "电".repeat(200),
                "%' OR 1=1 --",
                "-",
                "'",
                "的",
                "the",
                "a-".repeat(100),
                "1.".repeat(100),
                "𠮷野家",
                "\u202e\u200b"));
        // Over HTTP a broken character never gets so far; another module may send one.
        texts.forEach(text -> assertThat(cast.find(Cast.query(text)).items()).isNotNull());
        var naughty = Path.of(System.getProperty("basedir", "."), "../../../shared/data/text/naughty_strings.json");
        if (Files.exists(naughty)) {
            JsonMapper.shared().readTree(Files.readString(naughty)).forEach(text -> texts.add(text.asString()));
        } else {
            System.out.println("The list of naughty strings is not here: only our own are tried.");
        }
        for (var text : texts) {
            var cut = text.length() <= 200 ? text : text.substring(0, 200);
            assertThat(shop.get("/api/store/v1/products?q=" + encoded(cut)).status())
                    .as(cut)
                    .isEqualTo(200);
            assertThat(shop.get("/api/store/v1/suggestions?q="
                                    + encoded(cut.length() <= 100 ? cut : cut.substring(0, 100)))
                            .status())
                    .as(cut)
                    .isEqualTo(200);
        }
        assertThat(shop.get("/api/store/v1/products?q=" + "a".repeat(5_000)).status())
                .isEqualTo(400);
        assertThatThrownBy(() -> cast.find(Cast.query("a".repeat(10_000)))).isInstanceOf(Refusal.class);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoParameterIsRefusedByName() {
        refused("colour=red", "colour");
        refused("sort=cheapest", "sort");
        refused("limit=0", "limit");
        refused("limit=101", "limit");
        refused("limit=many", "limit");
        refused("minPrice=-1", "minPrice");
        refused("minPrice=1e3", "minPrice");
        refused("inStock=1", "inStock");
        refused("q=a&q=b", "q");
        refused(
                "brand="
                        + String.join(
                                ",",
                                IntStream.range(0, 21).mapToObj(i -> "b" + i).toList()),
                "brand");
        refused(
                String.join(
                        "&",
                        IntStream.range(0, 11)
                                .mapToObj(i -> "attr.a" + i + "=1")
                                .toList()),
                "attr");
        assertThat(shop.get("/api/store/v1/products?cursor=nonsense").status()).isEqualTo(400);
        assertThat(shop.get("/api/store/v1/products?cursor=" + io.kontor.kernel.Cursor.of("a", 9, "x", "y", "zz"))
                        .status())
                .isEqualTo(400);
    }

    private void refused(String parameters, String field) {
        var answer = shop.get("/api/store/v1/products?" + parameters);
        assertThat(answer.status()).as(parameters).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).as(parameters).isEqualTo(field);
    }

    @Test
    void suggestsPhrasesCategoriesAndProducts() {
        cast.category("hukou", null, "葫芦丝乐器", "Gourd flutes");
        var slug = cast.product("云南葫芦丝", "Yunnan Gourd Flute").in("hukou").save();
        cast.product("紫竹葫芦丝", "Bamboo Gourd Flute").in("hukou").save();
        Await.until(() -> {
            var english = shop.get("/api/store/v1/suggestions?q=gour&lang=en").json();
            assertThat(english.path("queries").path(0).asString()).isEqualTo("Gourd Flute");
            assertThat(english.path("categories").path(0).path("name").asString())
                    .isEqualTo("Gourd flutes");
            assertThat(english.path("products").size()).isEqualTo(2);
        });
        for (var typed : List.of("葫", "葫芦", "hulu", "hls")) {
            var chinese = shop.get("/api/store/v1/suggestions?lang=zh&q=" + encoded(typed))
                    .json();
            assertThat(chinese.path("queries").toString()).as(typed).contains("葫芦丝");
            assertThat(chinese.path("categories").path(0).path("slug").asString())
                    .as(typed)
                    .isEqualTo("hukou");
            assertThat(chinese.path("products").toString())
                    .as(typed)
                    .contains(slug)
                    .contains("¥99.00");
        }
    }

    @Test
    void cachedListsNeverRepeatAProduct() {
        var word = Cast.newWord();
        var slugs = new HashSet<String>();
        for (var i = 0; i < 3; i++) {
            slugs.add(cast.product("丑", word).save());
            var expected = i + 1;
            Await.until(() -> assertThat(shop.get("/api/store/v1/products?q=" + word)
                            .json()
                            .path("items")
                            .size())
                    .isEqualTo(expected));
        }
        assertThat(slugs).hasSize(3);
    }
}
