package io.kontor.search;

import io.kontor.catalog.brand.BrandDraft;
import io.kontor.catalog.brand.SaveBrand;
import io.kontor.catalog.category.CategoryDraft;
import io.kontor.catalog.category.SaveCategory;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.ProductDraft.Attribute;
import io.kontor.catalog.product.ProductDraft.Option;
import io.kontor.catalog.product.ProductDraft.Value;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.search.Search.Found;
import io.kontor.search.Search.Query;
import io.kontor.search.Search.Sort;
import io.kontor.testkit.TestShop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Puts products into a running shop's catalogue and looks for them. */
public final class Cast {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestShop shop;

    public Cast(TestShop shop) {
        this.shop = shop;
    }

    /** A word that no other test has in its products. Letters only, and far from each other. */
    public static String newWord() {
        var word = new StringBuilder("qj");
        for (var rest = COUNT.incrementAndGet() * 7919 + 100_000; rest > 0; rest /= 10) {
            word.append((char) ('a' + rest % 10 * 2 + 1));
        }
        return word.toString();
    }

    /** A product while it is described. */
    public final class Product {
        private final String code = "P" + COUNT.incrementAndGet();
        private Map<String, String> name = Map.of();
        private String description = "";
        private @Nullable String brand;
        private List<String> categories = List.of();
        private long priceMinor = 9_900;
        private @Nullable Long listPriceMinor;
        private int onHand = 5;
        private boolean published = true;
        private String sku = "SKU-" + code;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private List<String> colours = List.of();

        public Product named(String zh, String en) {
            var names = new LinkedHashMap<String, String>();
            names.put("zh", zh);
            names.put("en", en);
            name = names;
            return this;
        }

        public Product described(String words) {
            description = words;
            return this;
        }

        public Product of(String brand) {
            this.brand = brand;
            return this;
        }

        public Product in(String... categories) {
            this.categories = List.of(categories);
            return this;
        }

        public Product priced(long minor) {
            priceMinor = minor;
            return this;
        }

        public Product reducedFrom(long minor) {
            listPriceMinor = minor;
            return this;
        }

        public Product onHand(int count) {
            onHand = count;
            return this;
        }

        public Product sku(String sku) {
            this.sku = sku;
            return this;
        }

        public Product attribute(String code, String value) {
            attributes.put(code, value);
            return this;
        }

        public Product colours(String... colours) {
            this.colours = List.of(colours);
            return this;
        }

        public Product withdrawn() {
            published = false;
            return this;
        }

        public String sku() {
            return sku;
        }

        public ProductDraft draft() {
            var options = colours.isEmpty()
                    ? List.<Option>of()
                    : List.of(new Option(
                            "colour",
                            text("颜色", "Colour"),
                            colours.stream()
                                    .map(colour -> new Value(colour, text(colour, colour), "#8fa58b"))
                                    .toList()));
            var variants = new ArrayList<Variant>();
            if (colours.isEmpty()) {
                variants.add(variant(sku, Map.of()));
            } else {
                colours.forEach(colour -> variants.add(variant(sku + "-" + colour, Map.of("colour", colour))));
            }
            return new ProductDraft(
                    code,
                    null,
                    brand,
                    categories,
                    new Text(name),
                    Text.EMPTY,
                    Text.of("en", description),
                    options,
                    variants,
                    attributes.entrySet().stream()
                            .map(one -> new Attribute(
                                    one.getKey(), Text.of("en", one.getKey()), Text.of("en", one.getValue())))
                            .toList(),
                    List.of(),
                    published,
                    null);
        }

        private Variant variant(String sku, Map<String, String> chosen) {
            return new Variant(
                    sku,
                    chosen,
                    Money.of(priceMinor, "CNY"),
                    listPriceMinor == null ? null : Money.of(listPriceMinor, "CNY"),
                    100,
                    0,
                    null,
                    onHand);
        }

        /** Saves it and answers its slug. */
        public String save() {
            return shop.bean(SaveProduct.class).save(draft(), "test").slug();
        }
    }

    public Product product(String zh, String en) {
        return new Product().named(zh, en);
    }

    public void saveAll(List<Product> products) {
        for (var from = 0; from < products.size(); from += 200) {
            shop.bean(SaveProduct.class)
                    .saveAll(
                            products.subList(from, Math.min(from + 200, products.size())).stream()
                                    .map(Product::draft)
                                    .toList(),
                            "test");
        }
    }

    public void category(String code, @Nullable String parent, String zh, String en) {
        shop.bean(SaveCategory.class)
                .save(new CategoryDraft(
                        code, code, parent, text(zh, en), Text.EMPTY, null, COUNT.incrementAndGet(), true));
    }

    public void brand(String code, String zh, String en) {
        shop.bean(SaveBrand.class).save(new BrandDraft(code, code, text(zh, en), Text.EMPTY));
    }

    private static Text text(String zh, String en) {
        var words = new LinkedHashMap<String, String>();
        words.put("zh", zh);
        words.put("en", en);
        return new Text(words);
    }

    public static Query query(String text) {
        return new Query(
                text, null, List.of(), null, null, Map.of(), false, false, Sort.RELEVANCE, 24, null, Language.EN);
    }

    public static Query sorted(Query query, Sort sort, int limit, @Nullable String cursor) {
        return new Query(
                query.text(),
                query.category(),
                query.brands(),
                query.minPrice(),
                query.maxPrice(),
                query.attributes(),
                query.onlyAvailable(),
                query.onlyOffers(),
                sort,
                limit,
                cursor,
                query.language());
    }

    public Found find(Query query) {
        return shop.bean(Search.class).find(query);
    }

    /** Slugs in the order found. */
    public List<String> slugs(String text) {
        return find(query(text)).items().stream().map(card -> card.slug()).toList();
    }
}
