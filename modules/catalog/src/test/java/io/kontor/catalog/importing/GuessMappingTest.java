package io.kontor.catalog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kontor.catalog.importing.Terms.NoPrice;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuessMappingTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    @Test
    void englishColumnsAreUnderstood() {
        assertThat(GuessMapping.of(
                                List.of("Product Name", "PID", "retail_price", "discounted_price", "Brand", "rating"))
                        .fields())
                .containsExactly(
                        entry("Product Name", "name"),
                        entry("PID", "sku"),
                        entry("retail_price", "list_price"),
                        entry("discounted_price", "price"),
                        entry("Brand", "brand"));
    }

    @Test
    void chineseColumnsAreUnderstood() {
        assertThat(GuessMapping.of(List.of("商品编码", "商品名称", "售价", "市场价", "库存数量", "分类", "属性:产地", "简介"))
                        .fields())
                .containsExactly(
                        entry("商品编码", "code"),
                        entry("商品名称", "name"),
                        entry("售价", "price"),
                        entry("市场价", "list_price"),
                        entry("库存数量", "stock"),
                        entry("分类", "category"),
                        entry("属性:产地", "attribute:产地"),
                        entry("简介", "summary"));
    }

    @Test
    void theOnlyPriceThereIsIsThePrice() {
        assertThat(GuessMapping.of(List.of("id", "title", "original price")).fields())
                .containsEntry("original price", "price");
    }

    @Test
    void coloursAndSizesTellVariantsApartWhereThereIsAParent() {
        assertThat(GuessMapping.of(List.of("id", "parent", "title", "price", "color", "size"))
                        .fields())
                .containsEntry("id", "sku")
                .containsEntry("color", "option:colour")
                .containsEntry("size", "option:size");
        assertThat(GuessMapping.of(List.of("id", "title", "price", "color")).fields())
                .containsEntry("color", "attribute:colour");
    }

    @Test
    void aChangedMeaningTakesTheFieldFromTheColumnThatHadIt() {
        var mapping =
                GuessMapping.of(List.of("id", "title", "price", "cost")).with(Map.of("cost", "price", "title", ""));
        assertThat(mapping.fields()).containsOnly(entry("id", "code"), entry("cost", "price"));
    }

    @Test
    void whatIsMissingOrUnknownIsSaid() {
        var columns = Set.of("id", "title", "price");
        assertThat(key(GuessMapping.of(List.of("id", "price")).obstacle(columns, Map.of())))
                .isEqualTo("no-name");
        assertThat(key(GuessMapping.of(List.of("id", "title")).obstacle(columns, Map.of())))
                .isEqualTo("no-price");
        assertThat(key(GuessMapping.of(List.of("title", "price")).obstacle(columns, Map.of())))
                .isEqualTo("no-code");
        assertThat(key(new Mapping(Map.of("id", "sku", "title", "sku")).obstacle(columns, Map.of())))
                .isEqualTo("twice");
        assertThatThrownBy(() -> new Mapping(Map.of()).with(Map.of("a", "nonsense")))
                .hasMessageContaining("There is no field \"nonsense\"");
        assertThat(key(new Mapping(Map.of("other", "name")).obstacle(columns, Map.of())))
                .isEqualTo("no-column");
        assertThat(GuessMapping.of(List.of("title", "price")).obstacle(columns, Map.of("sku", "x")))
                .isNull();
    }

    private static String key(@Nullable Obstacle obstacle) {
        return Objects.requireNonNull(obstacle).key();
    }

    @ParameterizedTest
    @CsvSource({
        "no-column,other,'id, title',",
        "twice,id,title,price",
        "no-name,,,",
        "no-price,,,",
        "no-code,,,",
        "no-currency,XXY,,",
        "nothing-to-convert,CNY,,",
        "no-rate,USD,CNY,",
        "no-language,fr,,"
    })
    void eachObstacleIsWordedInBothLanguages(
            String key, @Nullable String first, @Nullable String second, @Nullable String third) {
        var words = Stream.of(first, second, third).filter(Objects::nonNull).toArray();
        var obstacle = Obstacle.of(key, "field=x", words);
        assertThat(obstacle.in(Language.EN)).doesNotContain("import.obstacle", "{", "、", "。");
        assertThat(obstacle.in(Language.ZH))
                .doesNotContain("import.obstacle", "{")
                .contains("。");
        for (var word : words) {
            assertThat(obstacle.in(Language.EN)).contains((String) word);
            assertThat(obstacle.in(Language.ZH)).contains((String) word);
        }
        assertThat(obstacle.refusal().detail()).isEqualTo(obstacle.in(Language.EN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1299|1299.00",
                "1,299.50|1299.50",
                "¥129|129.00",
                "￥ 19.9|19.90",
                "Rs. 379|379.00",
                "$0.50|0.50",
                "129元|129.00",
                "12.10000|12.10"
            })
    void pricesAreReadAsPeopleWriteThem(String written, String amount) throws NoPrice {
        assertThat(plain().price(written, CNY).amount()).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"free", "-5", "0", "12,99", "1.234.567", "12.345", "1e3", "9999999999999", "NaN"})
    void whatIsNoPriceIsRefused(String written) {
        assertThatThrownBy(() -> plain().price(written, CNY)).isInstanceOf(NoPrice.class);
    }

    @Test
    void pricesInAnotherCurrencyNeedARate() throws NoPrice {
        var rupees = new Terms("INR", null, null, Map.of());
        assertThat(key(rupees.obstacle(CNY, null))).isEqualTo("no-rate");
        var inRupees = new Terms("inr", new BigDecimal("0.084"), null, Map.of());
        assertThat(inRupees.obstacle(CNY, null)).isNull();
        var rated = inRupees.settled(CNY, null);
        assertThat(rated.price("999", CNY).amount()).isEqualTo("83.92");
        assertThatThrownBy(() -> rated.price("0.01", CNY)).hasMessage("price-small");
        var inYuan = new Terms("CNY", null, null, Map.of());
        assertThat(inYuan.obstacle(CNY, "USD")).isNull();
        assertThat(inYuan.settled(CNY, "USD").price("5", CNY).amount()).isEqualTo("5.00");
        assertThat(key(plain().obstacle(CNY, "USD"))).isEqualTo("no-rate");
        assertThat(key(new Terms("XXY", null, null, Map.of()).obstacle(CNY, null)))
                .isEqualTo("no-currency");
        assertThat(key(new Terms(null, null, "fr", Map.of()).obstacle(CNY, null)))
                .isEqualTo("no-language");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0,084", "8.4%", "1e3", "1000000.1", "NaN", "0.0000000000001", "abc"})
    void whatIsNoRateIsRefused(String written) {
        assertThatThrownBy(() -> Terms.rate(written))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is not a rate");
    }

    @Test
    void aRateBetweenEqualCurrenciesIsRefusedUnlessItChangesNothing() {
        assertThat(key(new Terms("CNY", Terms.rate("0.084"), null, Map.of()).obstacle(CNY, null)))
                .isEqualTo("nothing-to-convert");
        var one = new Terms(null, Terms.rate("1"), null, Map.of());
        assertThat(one.obstacle(CNY, null)).isNull();
        assertThat(one.settled(CNY, null).rate()).isNull();
        assertThat(Terms.rate(" ")).isNull();
    }

    private static Terms plain() {
        return new Terms(null, null, null, Map.of());
    }
}
