package io.kontor.catalog;

import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.ProductDraft.Attribute;
import io.kontor.catalog.product.ProductDraft.Image;
import io.kontor.catalog.product.ProductDraft.Option;
import io.kontor.catalog.product.ProductDraft.Value;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Things to sell in tests; every call makes codes of its own. */
public final class Goods {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Goods() {}

    public static String newCode() {
        return "goods-" + COUNT.incrementAndGet();
    }

    public static Text text(String zh, String en) {
        return new Text(Map.of("zh", zh, "en", en));
    }

    /** A teapot in two colours, published, without brand, category or picture. */
    public static Draft teapot() {
        return teapot(newCode());
    }

    public static Draft teapot(String code) {
        var draft = new Draft(code);
        draft.name = text("茶壶 " + code, "Teapot " + code);
        draft.summary = text("泡茶用", "For tea");
        draft.description = text("<p>好壶</p>", "<p>A good pot</p>");
        draft.options.add(new Option(
                "colour",
                text("颜色", "Colour"),
                List.of(
                        new Value("red", text("红色", "Red"), "#aa2211"),
                        new Value("black", text("黑色", "Black"), "#111111"))));
        draft.variants.add(variant(code + "-red", "129.00", "159.00", 10));
        draft.variants.add(
                new Variant(code + "-black", Map.of("colour", "black"), yuan("139.00"), null, 900, 1_800, null, 5));
        draft.attributes.add(new Attribute("material", text("材质", "Material"), text("紫砂", "Clay")));
        return draft;
    }

    public static Variant variant(String sku, String price, @Nullable String listPrice, @Nullable Integer onHand) {
        return new Variant(
                sku,
                Map.of("colour", "red"),
                yuan(price),
                listPrice == null ? null : yuan(listPrice),
                900,
                1_800,
                null,
                onHand);
    }

    public static Money yuan(String amount) {
        return Money.parse(amount, "CNY");
    }

    /** A draft that is still being put together. */
    public static final class Draft {
        public final String code;
        public @Nullable String slug;
        public @Nullable String brand;
        public List<String> categories = new ArrayList<>();
        public Text name = Text.EMPTY;
        public Text summary = Text.EMPTY;
        public Text description = Text.EMPTY;
        public List<Option> options = new ArrayList<>();
        public List<Variant> variants = new ArrayList<>();
        public List<Attribute> attributes = new ArrayList<>();
        public List<Image> images = new ArrayList<>();
        public boolean published = true;

        private Draft(String code) {
            this.code = code;
        }

        public String sku(int variant) {
            return variants.get(variant).sku();
        }

        public ProductDraft done() {
            return new ProductDraft(
                    code,
                    slug,
                    brand,
                    categories,
                    name,
                    summary,
                    description,
                    options,
                    variants,
                    attributes,
                    images,
                    published,
                    null);
        }
    }
}
