package io.kontor.catalog.importing;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Guesses from the names of columns, Chinese and English, what they become. */
final class GuessMapping {
    /** In the order in which names are looked for: where two columns might be the price, the first word wins. */
    private static final Map<String, String> WORDS = words(
            entry("code", "code productcode spu spucode productid goodsid goodsno id 商品编码 商品编号 编码 编号 款号 商品id 商品代码"),
            entry(
                    "sku",
                    "sku skucode skuid skuno pid modelno articlenumber itemnumber itemcode partnumber 货号 商家编码 库存编码 规格编码 sku编码 商品货号"),
            entry("parent", "parent parentcode parentsku parentid groupid itemgroupid 父编码 主商品编码 父商品编码 所属商品"),
            entry("name", "name productname title producttitle itemname goodsname 商品名称 名称 商品名 标题 商品标题 品名 产品名称"),
            entry("name.zh", "namezh namecn namezhcn chinesename zhname 中文名称 中文名 名称zh 名称中文"),
            entry("name.en", "nameen englishname enname 英文名称 英文名 名称en 名称英文"),
            entry(
                    "price",
                    "price sellingprice saleprice discountedprice currentprice unitprice ourprice 售价 销售价 价格 单价 现价 销售价格 优惠价"),
            entry(
                    "list_price",
                    "listprice retailprice msrp rrp originalprice regularprice compareatprice marketprice counterprice 市场价 原价 划线价 吊牌价 零售价"),
            entry("currency", "currency currencycode 币种 货币"),
            entry("brand", "brand brandname manufacturer vendor maker 品牌 品牌名称 厂商 制造商"),
            entry(
                    "category",
                    "category categories categorypath categoryname producttype productcategory department 分类 类目 商品分类 商品类目 分类路径 品类"),
            entry(
                    "image",
                    "image images imageurl imageurls picture pictures photo mainimage baseimage 图片 主图 商品图片 图片地址 图片链接"),
            entry("stock", "stock qty quantity inventory onhand stocknum stockquantity available 库存 库存数量 数量 现货"),
            entry("weight", "weight weightg weightgrams grams 重量 重量g 重量克 克重"),
            entry("volume", "volume volumecm3 volumeml packedvolume 体积 体积cm3 体积立方厘米"),
            entry("weight_kg", "weightkg 重量kg 重量千克 重量公斤"),
            entry("status", "status published active onsale isonsale enabled 状态 上架 上架状态 是否上架 销售状态"),
            entry("slug", "slug urlkey handle 网址名"),
            entry("summary", "summary subtitle shortdescription brief tagline goodsintro 简介 副标题 卖点 商品简介 摘要"),
            entry("summary.zh", "summaryzh summarycn 中文简介 中文副标题"),
            entry("summary.en", "summaryen 英文简介 英文副标题"),
            entry(
                    "description",
                    "description desc longdescription detail details body bodyhtml content 描述 详情 商品详情 商品描述 详细描述 产品描述"),
            entry("description.zh", "descriptionzh descriptioncn 中文描述 中文详情"),
            entry("description.en", "descriptionen 英文描述 英文详情"));

    /** What tells variants apart when a file has variants, and is an attribute when it has none. */
    private static final Map<String, String> TRAITS = words(
            entry("colour", "color colour 颜色 色号"),
            entry("size", "size 尺码 尺寸 规格"),
            entry("material", "material 材质 面料 材料"));

    private GuessMapping() {}

    static Mapping of(List<String> columns) {
        var guessed = new LinkedHashMap<String, String>();
        columns.forEach(column -> prefixed(column, guessed));
        WORDS.forEach((word, field) -> columns.stream()
                .filter(column ->
                        bare(column).equals(word) && !guessed.containsKey(column) && !guessed.containsValue(field))
                .findFirst()
                .ifPresent(column -> guessed.put(column, field)));
        if (!guessed.containsValue("price") && guessed.containsValue("list_price")) {
            guessed.replaceAll((_, field) -> field.equals("list_price") ? "price" : field);
        }
        if (!guessed.containsValue("sku") && guessed.containsValue("parent")) {
            guessed.replaceAll((_, field) -> field.equals("code") ? "sku" : field);
        }
        traits(columns, guessed);
        return new Mapping(inOrder(columns, guessed));
    }

    private static void prefixed(String column, Map<String, String> guessed) {
        var lower = column.toLowerCase(Locale.ROOT).replace('：', ':');
        for (var prefix : List.of("attribute:", "attr:", "属性:")) {
            if (lower.startsWith(prefix) && lower.length() > prefix.length()) {
                guessed.put(
                        column, "attribute:" + column.substring(prefix.length()).strip());
            }
        }
        for (var prefix : List.of("option:", "规格:", "选项:")) {
            if (lower.startsWith(prefix) && lower.length() > prefix.length()) {
                guessed.put(
                        column, "option:" + column.substring(prefix.length()).strip());
            }
        }
    }

    private static void traits(List<String> columns, Map<String, String> guessed) {
        var kind = guessed.containsValue("parent") ? "option:" : "attribute:";
        for (var column : columns) {
            var code = TRAITS.get(bare(column));
            if (code != null && !guessed.containsKey(column) && !guessed.containsValue(kind + code)) {
                guessed.put(column, (code.equals("material") ? "attribute:" : kind) + code);
            }
        }
    }

    private static Map<String, String> inOrder(List<String> columns, Map<String, String> guessed) {
        var ordered = new LinkedHashMap<String, String>();
        columns.stream().filter(guessed::containsKey).forEach(column -> ordered.put(column, guessed.get(column)));
        return ordered;
    }

    private static String bare(String column) {
        return Normalizer.normalize(column, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @SafeVarargs
    private static Map<String, String> words(Map.Entry<String, String>... fields) {
        return Stream.of(fields)
                .flatMap(field -> Stream.of(field.getValue().split(" ")).map(word -> entry(word, field.getKey())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first, LinkedHashMap::new));
    }
}
