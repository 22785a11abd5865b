package io.kontor.search.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.InventoryModule;
import io.kontor.search.Cast;
import io.kontor.search.Search;
import io.kontor.search.Search.Elsewhere;
import io.kontor.search.SearchModule;
import io.kontor.search.index.SoldIndexing;
import io.kontor.search.tuning.Tuning.Boosts;
import io.kontor.search.tuning.Tuning.Pin;
import io.kontor.search.tuning.Tuning.Redirect;
import io.kontor.search.tuning.Tuning.Synonyms;
import io.kontor.testkit.Await;
import io.kontor.testkit.KnownCallers;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@KontorTest({InventoryModule.class, CatalogModule.class, SearchModule.class, KnownCallers.class})
class TuningTest {
    private static final String ADDRESS = "/api/admin/v1/search/tuning";
    private static final String READER = "Bearer staff:search.read";
    private static final String WRITER = "Bearer staff:search.read,search.write";

    private final TestShop shop;
    private final Cast cast;

    TuningTest(TestShop shop) {
        this.shop = shop;
        this.cast = new Cast(shop);
    }

    @AfterEach
    void tuneNothing() {
        save(Tuning.NONE);
    }

    private Answer save(Tuning tuning) {
        var version = shop.get(ADDRESS, "Authorization", WRITER).header("ETag");
        return put(tuning, version);
    }

    private Answer put(Object tuning, String version) {
        return shop.send("PUT", ADDRESS, tuning, "Authorization", WRITER, "If-Match", version);
    }

    private static Tuning synonyms(List<String> words, List<String> means) {
        return new Tuning(List.of(new Synonyms(words, means)), List.of(), List.of(), Boosts.USUAL);
    }

    @Test
    void aSynonymFindsWhatIsCalledOtherwise() {
        var couch = Cast.newWord();
        var sofa = Cast.newWord();
        var slug = cast.product("沙发", "Two seat " + sofa).save();
        Await.until(() -> assertThat(cast.slugs(sofa)).contains(slug));
        assertThat(cast.slugs(couch)).doesNotContain(slug);
        assertThat(save(synonyms(List.of(couch, "seat " + sofa), List.of())).status())
                .isEqualTo(200);
        Await.until(() -> assertThat(cast.slugs(couch)).containsExactly(slug));
        assertThat(cast.slugs("two " + couch)).containsExactly(slug);
    }

    @Test
    void aSynonymOfOneWayDoesNotWorkBackwards() {
        var fruit = Cast.newWord();
        var apple = Cast.newWord();
        var apples = cast.product("苹果", apple).save();
        var fruits = cast.product("水果", fruit).save();
        Await.until(() -> assertThat(cast.slugs(apple)).contains(apples));
        Await.until(() -> assertThat(cast.slugs(fruit)).contains(fruits));
        save(synonyms(List.of(fruit), List.of(apple)));
        Await.until(() -> assertThat(cast.slugs(fruit)).containsExactly(fruits, apples));
        assertThat(cast.slugs(apple)).containsExactly(apples);
    }

    @Test
    void aChineseSynonymIsUnderstoodInsideALongerSearch() {
        var slug = cast.product("蓝莓味笔记本电脑", "Laptop").save();
        Await.until(() -> assertThat(cast.slugs("蓝莓味")).contains(slug));
        save(synonyms(List.of("手提电脑", "笔记本电脑"), List.of()));
        Await.until(() -> assertThat(cast.slugs("蓝莓味手提电脑")).containsExactly(slug));
    }

    @Test
    void pinnedProductsStandFirstInTheirOrderAndHiddenOnesNowhere() {
        var word = Cast.newWord();
        var slugs = new ArrayList<String>();
        IntStream.range(0, 5)
                .forEach(i -> slugs.add(cast.product("钉", word + " thing " + i).save()));
        var stranger = cast.product("别的", "Stranger " + Cast.newWord()).save();
        Await.until(() -> assertThat(cast.slugs(word)).hasSize(5));
        Await.until(() -> assertThat(cast.slugs("stranger")).contains(stranger));
        var pin = new Pin(
                List.of(word.toUpperCase() + " "),
                List.of(idOf(word, slugs.get(3)), idOf("stranger", stranger)),
                List.of(idOf(word, slugs.get(0))));
        save(new Tuning(List.of(), List.of(), List.of(pin), Boosts.USUAL));
        Await.until(() -> assertThat(cast.slugs(word))
                .hasSize(5)
                .startsWith(slugs.get(3), stranger)
                .doesNotContain(slugs.get(0)));
        // Page by page nothing comes twice, and nothing is left out.
        var paged = new ArrayList<String>();
        String cursor = null;
        do {
            var page = cast.find(Cast.sorted(Cast.query(word), Search.Sort.RELEVANCE, 2, cursor));
            page.items().forEach(card -> paged.add(card.slug()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(paged).isEqualTo(cast.slugs(word));
        assertThat(cast.slugs(word + " thing")).contains(slugs.get(0)).doesNotContain(stranger);
    }

    private UUID idOf(String text, String slug) {
        return cast.find(Cast.query(text)).items().stream()
                .filter(card -> card.slug().equals(slug))
                .findFirst()
                .orElseThrow()
                .productId();
    }

    @Test
    void aRedirectIsTakenOnlyByItsWordsAndStaysInTheShop() {
        var search = shop.bean(Search.class);
        save(redirect("/c/sale"));
        Await.until(() -> assertThat(search.redirect(" Big  SALE ")).contains(new Elsewhere("/c/sale")));
        assertThat(search.redirect("big")).isEmpty();
        assertThat(search.redirect("big sale now")).isEmpty();
        for (var outside : List.of(
                "https://elsewhere.example",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "c/sale",
                "/c/../admin",
                "/search?q=big+sale",
                "/c/sale\nX: y",
                "javascript:alert(1)",
                "")) {
            var answer = save(redirect(outside));
            assertThat(answer.status()).as(outside).isEqualTo(422);
            assertThat(answer.json().path("field").asString()).isEqualTo("redirects[0].address");
        }
        assertThat(search.redirect("big sale")).contains(new Elsewhere("/c/sale"));
    }

    private static Tuning redirect(String address) {
        return new Tuning(List.of(), List.of(new Redirect(List.of("big sale"), address)), List.of(), Boosts.USUAL);
    }

    @Test
    void whatSoldWellStandsBeforeWhatDidNot() {
        var word = Cast.newWord();
        var quiet = cast.product("静", word + " lamp").onHand(50).save();
        var soldSku = cast.product("热", word + " lamp").onHand(50);
        var sold = soldSku.save();
        Await.until(() -> assertThat(cast.slugs(word)).hasSize(2));
        save(new Tuning(List.of(), List.of(), List.of(), new Boosts(0, 10, 0, 90)));
        var before = cast.slugs(word);
        var inventory = shop.bean(Inventory.class);
        var orderId = UUID.randomUUID();
        var lines = List.of(new Line(soldSku.sku(), 7));
        inventory.reserve(new ReserveStock(orderId, lines, Duration.ofMinutes(5)));
        inventory.ship(new ShipStock(UUID.randomUUID(), orderId, lines));
        SoldIndexing.now(shop);
        assertThat(cast.slugs(word)).as("sales count for nothing yet").isEqualTo(before);
        save(new Tuning(List.of(), List.of(), List.of(), new Boosts(50, 10, 0, 90)));
        Await.until(() -> assertThat(cast.slugs(word)).containsExactly(sold, quiet));
        var preview = preview(word, new Tuning(List.of(), List.of(), List.of(), new Boosts(0, 0, 0, 90)));
        var first = preview.json().path("before").path("products").path(0);
        assertThat(first.path("slug").asString()).isEqualTo(sold);
        assertThat(first.path("why").path("unitsSold").asInt()).isEqualTo(7);
        assertThat(first.path("why").path("factor").asDouble()).isGreaterThan(1.1);
        assertThat(preview.json()
                        .path("after")
                        .path("products")
                        .path(0)
                        .path("why")
                        .path("factor")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void boostsAreAPureFunctionOfWhatTheProductIs() {
        var boosts = new Boosts(20, 10, 8, 30);
        assertThat(boosts.factor(0, false, 100_000)).isEqualTo(1);
        assertThat(boosts.factor(0, true, 100_000)).isEqualTo(1.1);
        assertThat(boosts.factor(0, false, 0)).isEqualTo(1.08);
        assertThat(boosts.factor(0, false, 30)).isEqualTo(1.04);
        assertThat(boosts.factor(1_000, false, 100_000)).isEqualTo(1.2);
        assertThat(boosts.factor(1_000_000, false, 100_000)).isEqualTo(1.2);
    }

    @Test
    void aPreviewShowsBothOrdersAndKeepsNothing() {
        var word = Cast.newWord();
        var other = Cast.newWord();
        var slug = cast.product("预览", word).save();
        Await.until(() -> assertThat(cast.slugs(word)).contains(slug));
        var answer = preview(other, synonyms(List.of(word, other), List.of()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("before").path("products").size()).isZero();
        var shown = answer.json().path("after").path("products").path(0);
        assertThat(shown.path("slug").asString()).isEqualTo(slug);
        assertThat(shown.path("why").path("foundIn").path(0).asString()).isEqualTo("name");
        assertThat(cast.slugs(other)).isEmpty();
    }

    private Answer preview(String text, Tuning tuning) {
        return shop.post(
                "/api/admin/v1/search/previews",
                Map.of("text", text, "language", "en", "tuning", tuning),
                "Authorization",
                READER);
    }

    @Test
    void theSecondOfTwoWhoChangeItIsTold() {
        var version = shop.get(ADDRESS, "Authorization", READER).header("ETag");
        var first = synonyms(List.of("alpha", "beta"), List.of());
        assertThat(put(first, version).status()).isEqualTo(200);
        assertThat(put(first, version).status()).as("the same, sent again").isEqualTo(200);
        assertThat(put(synonyms(List.of("gamma", "delta"), List.of()), version).status())
                .isEqualTo(412);
        assertThat(shop.send("PUT", ADDRESS, first, "Authorization", READER, "If-Match", version)
                        .status())
                .isEqualTo(403);
        var sheet = shop.get(ADDRESS, "Authorization", READER).json();
        assertThat(sheet.path("tuning")
                        .path("synonyms")
                        .path(0)
                        .path("words")
                        .path(1)
                        .asString())
                .isEqualTo("beta");
        assertThat(sheet.path("changes").path(0).path("name").asString()).isNotEmpty();
    }

    @Test
    void whatIsTooMuchOrUnclearIsRefused() {
        var one = new Redirect(List.of("same"), "/c/a");
        var many = IntStream.range(0, 501)
                .mapToObj(i -> new Synonyms(List.of("a" + i, "b" + i), List.of()))
                .toList();
        refused(new Tuning(many, List.of(), List.of(), Boosts.USUAL), "synonyms");
        refused(synonyms(List.of("alone"), List.of()), "synonyms[0].words");
        refused(synonyms(List.of("a", "x".repeat(61)), List.of()), "synonyms[0].words");
        refused(synonyms(List.of("a", "!!"), List.of()), "synonyms[0].words");
        refused(synonyms(List.of("a", "one two three four five six"), List.of()), "synonyms[0].words");
        refused(new Tuning(List.of(), List.of(one, one), List.of(), Boosts.USUAL), "redirects[1].words");
        var id = UUID.randomUUID();
        refused(
                new Tuning(
                        List.of(), List.of(), List.of(new Pin(List.of("a"), List.of(id), List.of(id))), Boosts.USUAL),
                "pins[0].products");
        refused(new Tuning(List.of(), List.of(), List.of(), new Boosts(101, 0, 0, 1)), "boosts.sales");
        refused(new Tuning(List.of(), List.of(), List.of(), new Boosts(0, 0, 0, 0)), "boosts.halfLifeDays");
    }

    private void refused(Tuning tuning, String field) {
        var answer = save(tuning);
        assertThat(answer.status()).as(field).isEqualTo(422);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }
}
