package io.kontor.catalog.importing;

import static java.util.Map.entry;

import io.kontor.kernel.Text;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Both languages' words for the traits and colours that catalogues name most. */
final class Traits {
    private static final Map<String, Trait> NAMES = Map.ofEntries(
            entry("color", new Trait("colour", "颜色", "Colour")),
            entry("colour", new Trait("colour", "颜色", "Colour")),
            entry("颜色", new Trait("colour", "颜色", "Colour")),
            entry("size", new Trait("size", "尺码", "Size")),
            entry("尺码", new Trait("size", "尺码", "Size")),
            entry("规格", new Trait("specification", "规格", "Specification")),
            entry("material", new Trait("material", "材质", "Material")),
            entry("材质", new Trait("material", "材质", "Material")),
            entry("尺寸", new Trait("dimensions", "尺寸", "Dimensions")),
            entry("产地", new Trait("origin", "产地", "Origin")),
            entry("重量", new Trait("weight", "重量", "Weight")),
            entry("pattern", new Trait("pattern", "图案", "Pattern")),
            entry("climate", new Trait("climate", "适用天气", "Climate")),
            entry("activity", new Trait("activity", "适用运动", "Activity")),
            entry("gender", new Trait("gender", "适用人群", "For")),
            entry("style_general", new Trait("style", "款式", "Style")),
            entry("style_bottom", new Trait("style", "款式", "Style")),
            entry("style_bags", new Trait("style", "款式", "Style")),
            entry("eco_collection", new Trait("eco", "环保系列", "Eco collection")),
            entry("performance_fabric", new Trait("performance-fabric", "功能面料", "Performance fabric")));

    private static final Map<String, Shade> COLOURS = Map.ofEntries(
            entry("black", new Shade("黑色", "Black", "#262626")),
            entry("white", new Shade("白色", "White", "#fafafa")),
            entry("gray", new Shade("灰色", "Gray", "#8c8c8c")),
            entry("grey", new Shade("灰色", "Grey", "#8c8c8c")),
            entry("red", new Shade("红色", "Red", "#c8372d")),
            entry("orange", new Shade("橙色", "Orange", "#e07b2e")),
            entry("yellow", new Shade("黄色", "Yellow", "#e6b93a")),
            entry("green", new Shade("绿色", "Green", "#4f8a4c")),
            entry("blue", new Shade("蓝色", "Blue", "#2f6db0")),
            entry("purple", new Shade("紫色", "Purple", "#7a4e9c")),
            entry("lavender", new Shade("淡紫色", "Lavender", "#b9a7d6")),
            entry("pink", new Shade("粉色", "Pink", "#e39ab0")),
            entry("brown", new Shade("棕色", "Brown", "#7b5537")),
            entry("beige", new Shade("米色", "Beige", "#e5d9c0")),
            entry("multi", new Shade("多色", "Multi", null)));

    private Traits() {}

    record Trait(String code, String zh, String en) {
        Text name() {
            return new Text(Map.of("zh", zh, "en", en));
        }
    }

    private record Shade(String zh, String en, @Nullable String swatch) {}

    static String code(String word) {
        var known = NAMES.get(word.toLowerCase(Locale.ROOT));
        return known == null ? Codes.of(word) : known.code();
    }

    /** @param language of the word, when it is none of those known */
    static Text name(String word, String language) {
        var known = NAMES.get(word.toLowerCase(Locale.ROOT));
        return known == null ? Text.of(language, spoken(word)) : known.name();
    }

    static Text value(String trait, String value, String language) {
        var shade = trait.equals("colour") ? COLOURS.get(value.toLowerCase(Locale.ROOT)) : null;
        return shade == null ? Text.of(language, value) : new Text(Map.of("zh", shade.zh(), "en", shade.en()));
    }

    static @Nullable String swatch(String trait, String value) {
        var shade = trait.equals("colour") ? COLOURS.get(value.toLowerCase(Locale.ROOT)) : null;
        return shade == null ? null : shade.swatch();
    }

    /** {@code strap_bags} as people write it: {@code Strap bags}. */
    private static String spoken(String word) {
        var spaced = word.replace('_', ' ').strip();
        return spaced.isEmpty() ? word : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
