package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A cart of which a part is bought, with a price that changes meanwhile; every page on the way is judged by axe. */
@WholeHouse
class CartBrowserTest {
    private static final Pattern AMOUNT = Pattern.compile("(−?)¥([0-9,]+\\.[0-9]{2})");

    private final TestShop shop;
    private final String admin;

    CartBrowserTest(TestShop shop) {
        this.shop = shop;
        this.admin = Members.admin(shop);
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void aGuestBuysAPartOfTheCartAndFindsTheRestAgain(int width, int height, String locale) {
        var home = shop.address() + (locale.startsWith("zh") ? "/zh" : "/en");
        var kettle = product("20.00");
        var cup = product("30.00");
        var tray = product("40.00");
        try (var guest = Browser.person(width, height, locale)) {
            var page = guest.page;
            for (var one : List.of(kettle, cup, tray)) {
                page.navigate(home + "/p/" + one.path("slug").asString());
                page.locator("form.buy button[data-buy]").click();
                assertThat(page.locator("[data-added]")).isVisible();
            }
            page.navigate(home + "/cart");
            assertThat(page.locator(".cart-lines > li")).hasCount(3);
            guest.judge();
            page.locator("input[name=line]").nth(1).click();
            page.waitForURL("**notice=selected");
            line(page, 2).locator("button[name=saved]").click();
            page.waitForURL("**notice=saved");
            assertThat(page.locator(".saved li")).containsText("¥40.00");
            assertThat(page.locator("main aside .grand")).containsText("¥20.00");
            guest.judge();

            setPrice(kettle, "25.00");
            page.navigate(home + "/cart");
            assertThat(page.locator(".line-note")).containsText("¥25.00");
            guest.judge();
            page.locator(".line-note button").click();
            page.waitForURL("**notice=accepted");
            assertThat(page.locator(".line-note")).hasCount(0);

            page.navigate(home + "/checkout");
            assertThat(page.locator("main aside .summary-line")).hasCount(1);
            explained(page, page.locator("main aside .explanation").last(), "35.00");
            guest.judge();
            fillAddress(page);
            page.locator("button[value=place]").click();
            page.waitForURL("**/thanks**");
            explained(page, page.locator("main aside .explanation").last(), "35.00");
            explained(page, page.locator(".summary-line .explanation"), "35.00");
            guest.judge();

            page.navigate(home + "/cart");
            assertThat(page.locator(".cart-lines > li")).hasCount(2);
            assertThat(line(page, 0).locator("input[name=line]")).not().isChecked();
            assertThat(page.locator(".saved li")).containsText("¥40.00");
            page.locator(".saved button[name=saved]").click();
            page.waitForURL("**notice=back");
            page.locator("button[name=lines]").click();
            page.waitForURL("**notice=selected");
            assertThat(page.locator("main aside .grand")).containsText("¥70.00");
            guest.judge();

            sellByAnother(tray);
            page.navigate(home + "/checkout");
            assertThat(page.locator(".parcel-of")).hasCount(2);
            assertThat(page.locator(".parcel-delivery")).hasCount(2);
            guest.judge();
            fillAddress(page);
            page.locator("button[value=place]").click();
            page.waitForURL("**/thanks**");
            assertThat(page.locator(".order-group li")).hasCount(2);
            assertThat(page.locator(".order-group .total")).containsText("¥90.00");
            guest.judge();
            page.locator(".order-group a:not([aria-current])").click();
            assertThat(page.locator("main aside .grand")).containsText("¥");
            assertThat(page.locator(".order-group [aria-current]")).hasCount(1);
            guest.judge();
            assertThat(guest.complaints).isEmpty();
        }
    }

    private void sellByAnother(JsonNode product) {
        shop.bean(JdbcClient.class)
                .sql("UPDATE catalog.product SET merchant_id = gen_random_uuid() WHERE slug = :slug")
                .param("slug", product.path("slug").asString())
                .update();
    }

    /** The steps of an opened explanation sum to the amount. */
    private static void explained(Page page, Locator explanation, String amount) {
        explanation.locator("summary").click();
        var sum = BigDecimal.ZERO;
        for (var step : explanation.locator("dl > div:not(.sum):not(.note) dd").allInnerTexts()) {
            sum = sum.add(amountIn(step));
        }
        assertThat(sum).as(page.url()).isEqualByComparingTo(new BigDecimal(amount));
        assertThat(amountIn(explanation.locator(".sum dd").innerText())).isEqualByComparingTo(sum);
    }

    private static BigDecimal amountIn(String text) {
        var found = AMOUNT.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return new BigDecimal(found.group(1).replace('−', '-') + found.group(2).replace(",", ""));
    }

    private static Locator line(Page page, int at) {
        return page.locator(".cart-line").nth(at);
    }

    private JsonNode product(String price) {
        var name = "Walk " + UUID.randomUUID().toString().substring(0, 8);
        var sku = name.replace(' ', '-').toUpperCase(java.util.Locale.ROOT);
        var variant = Map.of("sku", sku, "options", Map.of(), "price", money(price), "weightGrams", 100, "onHand", 20);
        var made = require(
                shop.post(
                        "/api/admin/v1/products",
                        Map.of("name", Map.of("zh", "散步 " + name, "en", name), "variants", List.of(variant)),
                        "Cookie",
                        admin),
                201);
        var publication = "/api/admin/v1/products/" + made.path("productId").asString() + "/publication";
        assertThat(shop.post(publication, null, "Cookie", admin).status()).isEqualTo(204);
        return made;
    }

    private void setPrice(JsonNode product, String price) {
        var path = "/api/admin/v1/products/" + product.path("productId").asString();
        var found = shop.get(path, "Cookie", admin);
        var sheet = (ObjectNode) found.json();
        ((ObjectNode) sheet.path("variants").get(0)).putPOJO("price", money(price));
        require(shop.send("PUT", path, sheet.toString(), "Cookie", admin, "If-Match", found.header("ETag")), 200);
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    private static JsonNode require(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json();
    }

    private static void fillAddress(Page page) {
        page.locator("#name").fill("Lena Wu");
        page.locator("#phone").fill("13800138000");
        page.locator("#region").fill("上海市");
        page.locator("#city").fill("上海市");
        page.locator("#line1").fill("淮海中路 1 号");
    }
}
