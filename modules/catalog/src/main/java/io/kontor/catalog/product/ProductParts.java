package io.kontor.catalog.product;

import io.kontor.catalog.Catalog.Attribute;
import io.kontor.catalog.Catalog.ImageView;
import io.kontor.catalog.Catalog.Option;
import io.kontor.catalog.Catalog.OptionValue;
import io.kontor.catalog.Catalog.VariantView;
import io.kontor.catalog.media.Media;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.StockChanged;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import org.jspecify.annotations.Nullable;

/** The parts of a product as its page shows them, whether they come from the product's tables or from one of its versions. */
public final class ProductParts {
    private ProductParts() {}

    public static ImageView image(Media picture, Text alt, Language language) {
        return new ImageView(picture.url(), alt.in(language), picture.width(), picture.height(), picture.renditions());
    }

    public static Option option(ProductDraft.Option option, Language language) {
        return new Option(
                option.code(),
                option.name().in(language),
                option.values().stream()
                        .map(value -> new OptionValue(value.code(), value.name().in(language), value.swatch()))
                        .toList());
    }

    public static Attribute attribute(ProductDraft.Attribute attribute, Language language) {
        return new Attribute(
                attribute.code(),
                attribute.name().in(language),
                attribute.value().in(language));
    }

    /**
     * @param image address of the variant's picture
     * @param lowestBefore the lowest price of the 30 days before this one; told of a reduction only
     */
    public static VariantView variant(
            ProductDraft.Variant variant,
            @Nullable String image,
            Inventory.@Nullable Availability available,
            @Nullable Money lowestBefore) {
        return new VariantView(
                variant.sku(),
                variant.options(),
                variant.price(),
                variant.listPrice(),
                available == null ? 0 : Math.min(available.available(), StockChanged.SHOWN_MAX),
                image,
                variant.weightGrams(),
                available == null ? 0 : Math.min(available.inStock(), StockChanged.SHOWN_MAX),
                available == null ? null : available.later(),
                variant.listPrice() == null ? null : lowestBefore);
    }
}
