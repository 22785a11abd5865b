package io.kontor.catalog;

import static io.kontor.catalog.Goods.teapot;
import static io.kontor.catalog.Goods.text;
import static io.kontor.catalog.Goods.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.brand.BrandDraft;
import io.kontor.catalog.brand.SaveBrand;
import io.kontor.catalog.category.CategoryDraft;
import io.kontor.catalog.category.SaveCategory;
import io.kontor.catalog.media.MediaStore;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.kernel.Text;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class CatalogTest {
    private final Catalog catalog;
    private final SaveProduct saveProduct;
    private final SaveCategory saveCategory;
    private final SaveBrand saveBrand;
    private final MediaStore media;

    CatalogTest(
            Catalog catalog,
            SaveProduct saveProduct,
            SaveCategory saveCategory,
            SaveBrand saveBrand,
            MediaStore media) {
        this.catalog = catalog;
        this.saveProduct = saveProduct;
        this.saveCategory = saveCategory;
        this.saveBrand = saveBrand;
        this.media = media;
    }

    /** A teapot with all there is: brand, two levels of categories, a picture. */
    private final class Whole {
        private final Goods.Draft draft = teapot();
        private final String picture = media.keep(
                        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 6'><path id='" + draft.code
                                        + "'/></svg>")
                                .getBytes(StandardCharsets.UTF_8),
                        "pot.svg")
                .mediaId();
        private final UUID productId;
        private final String slug;

        Whole() {
            saveBrand.save(new BrandDraft("b-" + draft.code, null, text("谷窑", "Kiln " + draft.code), Text.EMPTY));
            saveCategory.save(new CategoryDraft(
                    "top-" + draft.code,
                    null,
                    null,
                    text("厨房", "Kitchen " + draft.code),
                    Text.EMPTY,
                    picture,
                    1,
                    true));
            saveCategory.save(new CategoryDraft(
                    "sub-" + draft.code,
                    null,
                    "top-" + draft.code,
                    text("茶", "Tea " + draft.code),
                    Text.EMPTY,
                    null,
                    1,
                    true));
            draft.brand = "b-" + draft.code;
            draft.categories.add("sub-" + draft.code);
            draft.images.add(new ProductDraft.Image(picture, text("一把壶", "A pot")));
            var saved = saveProduct.save(draft.done(), "test");
            productId = saved.productId();
            slug = saved.slug();
        }
    }

    @Test
    void showsAProductAsItWasSaved() {
        var whole = new Whole();
        var shown = catalog.product(whole.slug, Language.EN).orElseThrow();
        assertThat(shown.name()).isEqualTo("Teapot " + whole.draft.code);
        assertThat(shown.description()).isEqualTo("<p>A good pot</p>");
        assertThat(shown.brand().name()).isEqualTo("Kiln " + whole.draft.code);
        assertThat(shown.categories())
                .extracting(Catalog.CategoryRef::name)
                .containsExactly("Kitchen " + whole.draft.code, "Tea " + whole.draft.code);
        assertThat(shown.images()).singleElement().satisfies(image -> {
            assertThat(image.url()).isEqualTo("/media/" + whole.picture + "/original.svg");
            assertThat(image.width()).isEqualTo(8);
            assertThat(image.renditions()).isEmpty();
            assertThat(image.alt()).isEqualTo("A pot");
        });
        assertThat(shown.options())
                .singleElement()
                .satisfies(option -> assertThat(option.values())
                        .extracting(Catalog.OptionValue::name, Catalog.OptionValue::swatch)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("Red", "#aa2211"),
                                org.assertj.core.groups.Tuple.tuple("Black", "#111111")));
        assertThat(shown.variants()).first().satisfies(variant -> {
            assertThat(variant.sku()).isEqualTo(whole.draft.sku(0));
            assertThat(variant.options()).isEqualTo(Map.of("colour", "red"));
            assertThat(variant.price()).isEqualTo(yuan("129.00"));
            assertThat(variant.listPrice()).isEqualTo(yuan("159.00"));
            assertThat(variant.available()).isEqualTo(10);
        });
        assertThat(shown.attributes()).containsExactly(new Catalog.Attribute("material", "Material", "Clay"));
        assertThat(shown.priceFrom()).isEqualTo(yuan("129.00"));
        assertThat(shown.available()).isTrue();
        assertThat(catalog.product(whole.slug, Language.ZH)
                        .orElseThrow()
                        .attributes()
                        .getFirst()
                        .value())
                .isEqualTo("紫砂");
    }

    @Test
    void offersWhatIsOnSaleAndNothingElse() {
        var whole = new Whole();
        var hidden = teapot();
        hidden.published = false;
        saveProduct.save(hidden.done(), "test");
        var offers = catalog.offers(List.of(whole.draft.sku(1), hidden.sku(0), "NO-SUCH-SKU", whole.draft.sku(1)));
        assertThat(offers).singleElement().satisfies(offer -> {
            assertThat(offer.price()).isEqualTo(yuan("139.00"));
            assertThat(offer.options()).isEqualTo(text("黑色", "Black"));
            assertThat(offer.image()).isEqualTo("/media/" + whole.picture + "/original.svg");
            assertThat(offer.productId()).isEqualTo(whole.productId);
        });
        assertThat(catalog.product(hidden.code, Language.EN)).isEmpty();
    }

    @Test
    void givesCardsInTheOrderAsked() {
        var one = new Whole();
        var two = saveProduct.save(teapot().done(), "test");
        var cards = catalog.cards(List.of(two.productId(), UUID.randomUUID(), one.productId));
        assertThat(cards).extracting(Catalog.ProductCard::productId).containsExactly(two.productId(), one.productId);
        assertThat(cards.get(1)).satisfies(card -> {
            assertThat(card.priceFrom()).isEqualTo(yuan("129.00"));
            assertThat(card.manyPrices()).isTrue();
            assertThat(card.listPrice()).isEqualTo(yuan("159.00"));
            assertThat(card.swatches()).extracting(Catalog.Swatch::colour).containsExactly("#aa2211", "#111111");
            assertThat(card.available()).isTrue();
        });
        assertThat(cards.get(0).image()).isNull();
    }

    @Test
    void describesProductsToTheIndex() {
        var whole = new Whole();
        var document = catalog.documents(List.of(whole.productId)).getFirst();
        assertThat(document.categories())
                .containsExactlyInAnyOrder("kitchen-" + whole.draft.code, "tea-" + whole.draft.code);
        assertThat(document.description().in(Language.EN)).isEqualTo("A good pot");
        assertThat(document.skus()).containsExactly(whole.draft.sku(0), whole.draft.sku(1));
        assertThat(document.onOffer()).isTrue();
        assertThat(document.available()).isTrue();
        assertThat(document.published()).isTrue();
        assertThat(document.attributes())
                .extracting(Catalog.DocumentAttribute::code, Catalog.DocumentAttribute::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("colour", "red"),
                        org.assertj.core.groups.Tuple.tuple("colour", "black"),
                        org.assertj.core.groups.Tuple.tuple("material", "clay"));
        assertThat(catalog.productIds(null, 5_000)).contains(whole.productId).isSorted();
    }

    @Test
    void countsProductsInACategoryAndAllAboveIt() {
        var whole = new Whole();
        Await.until(() -> assertThat(catalog.categories())
                .filteredOn(category -> category.slug().endsWith(whole.draft.code))
                .extracting(Catalog.Category::slug, Catalog.Category::parent, Catalog.Category::products)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("kitchen-" + whole.draft.code, null, 1),
                        org.assertj.core.groups.Tuple.tuple(
                                "tea-" + whole.draft.code, "kitchen-" + whole.draft.code, 1)));
        whole.draft.published = false;
        saveProduct.save(whole.draft.done(), "test");
        Await.until(() -> assertThat(catalog.categories())
                .filteredOn(category -> category.slug().endsWith(whole.draft.code))
                .extracting(Catalog.Category::products)
                .containsExactly(0, 0));
    }
}
