package io.kontor.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(
        value = {IdentityModule.class, InventoryModule.class, CatalogModule.class, MembershipModule.class},
        demo = true)
class FavouriteTest {
    private static final String FAVOURITES = "/api/store/v1/me/favourites";

    @BeforeEach
    void waitForTheDemoProducts(Catalog catalog) {
        Await.until(
                () -> assertThat(catalog.cards(catalog.productIds(null, 10))).hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    void favouritesAreListedAsCardsTheNewestFirst(TestShop shop, Catalog catalog) {
        var lena = Members.shopper(shop);
        var wanted = products(catalog);

        wanted.forEach(id -> assertThat(mark(shop, lena, id)).isEqualTo(204));

        var items = shop.get(FAVOURITES, "Cookie", lena).json().path("items");
        assertThat(items.valueStream().map(card -> card.path("productId").asString()))
                .containsExactly(
                        wanted.get(2).toString(),
                        wanted.get(1).toString(),
                        wanted.get(0).toString());
        assertThat(items.get(0).path("slug").asString()).isNotEmpty();
        assertThat(items.get(0).path("priceFrom").path("currency").asString()).hasSize(3);
    }

    @Test
    void pagesFollowOneAnother(TestShop shop, Catalog catalog) {
        var lena = Members.shopper(shop);
        products(catalog).forEach(id -> mark(shop, lena, id));

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page =
                    shop.get(FAVOURITES + "?limit=2" + cursor, "Cookie", lena).json();
            page.path("items").forEach(card -> seen.add(card.path("productId").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(3).doesNotHaveDuplicates();
        assertThat(shop.get(FAVOURITES + "?cursor=nonsense", "Cookie", lena).status())
                .isEqualTo(400);
    }

    @Test
    void markingTwiceIsMarkingOnceAndUnmarkingEndsIt(TestShop shop, Catalog catalog) {
        var lena = Members.shopper(shop);
        var product = products(catalog).getFirst();

        assertThat(mark(shop, lena, product)).isEqualTo(204);
        assertThat(mark(shop, lena, product)).isEqualTo(204);
        assertThat(shop.get(FAVOURITES, "Cookie", lena).json().path("items")).hasSize(1);

        assertThat(shop.send("DELETE", FAVOURITES + "/" + product, null, "Cookie", lena)
                        .status())
                .isEqualTo(204);
        assertThat(shop.send("DELETE", FAVOURITES + "/" + product, null, "Cookie", lena)
                        .status())
                .isEqualTo(204);
        assertThat(shop.get(FAVOURITES, "Cookie", lena).json().path("items")).isEmpty();
    }

    @Test
    void favouritesBelongToOneAccount(TestShop shop, Catalog catalog) {
        var lena = Members.shopper(shop);
        var omar = Members.shopper(shop);
        var product = products(catalog).getFirst();
        mark(shop, lena, product);

        shop.send("DELETE", FAVOURITES + "/" + product, null, "Cookie", omar);

        assertThat(shop.get(FAVOURITES, "Cookie", omar).json().path("items")).isEmpty();
        assertThat(shop.get(FAVOURITES, "Cookie", lena).json().path("items")).hasSize(1);
        assertThat(shop.get(FAVOURITES).status()).isEqualTo(401);
    }

    @Test
    void whatIsNotOnSaleCannotBeMarked(TestShop shop) {
        var lena = Members.shopper(shop);

        assertThat(mark(shop, lena, UUID.randomUUID())).isEqualTo(404);
        assertThat(shop.send("PUT", FAVOURITES + "/teapot", null, "Cookie", lena)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void thereIsRoomForFiveHundred(TestShop shop, Catalog catalog, JdbcClient db) {
        var lena = Members.shopper(shop);
        var accountId = UUID.fromString(
                shop.get("/api/store/v1/me", "Cookie", lena).json().path("id").asString());
        db.sql("""
                        INSERT INTO membership.favourite (account_id, product_id, added_at)
                        SELECT :accountId, gen_random_uuid(), now() FROM generate_series(1, 500)
                        """).param("accountId", accountId).update();

        assertThat(mark(shop, lena, products(catalog).getFirst())).isEqualTo(409);
    }

    private static List<UUID> products(Catalog catalog) {
        return catalog.cards(catalog.productIds(null, 10)).stream()
                .map(Catalog.ProductCard::productId)
                .limit(3)
                .toList();
    }

    private static int mark(TestShop shop, String cookie, UUID productId) {
        return shop.send("PUT", FAVOURITES + "/" + productId, null, "Cookie", cookie)
                .status();
    }
}
