package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.kontor.testkit.TestShop;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staff opens a location, receives, corrects, transfers, keeps back and counts goods, on a desk and on a phone. */
@WholeHouse
class StockBrowserTest {
    private final TestShop shop;

    StockBrowserTest(TestShop shop) {
        this.shop = shop;
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({
        "1440, 900, en, Add a location, Receive goods, Correct, Transfer, Keep units back, Open a sheet, Book the differences, Save, Booked",
        "390, 844, zh-CN, 添加仓库, 入库, 更正, 调拨, 安全库存, 新建盘点单, 差异入账, 保存, 已入账"
    })
    void staffMovesGoodsAndSeesWhy(
            int width,
            int height,
            String locale,
            String addLocation,
            String receive,
            String correct,
            String transfer,
            String keepBack,
            String openSheet,
            String book,
            String save,
            String booked) {
        var code = "south-" + width;
        var sku = "SHELF-" + width;
        try (var staff = Browser.person(width, height, locale)) {
            var page = staff.page;
            staff.signIn(shop);
            staff.open(shop, "/inventory/locations");
            button(page, addLocation).click();
            fill(page, "code", code);
            fill(page, "nameZh", "华南仓 " + width);
            fill(page, "nameEn", "South " + width);
            staff.judge();
            confirm(page, save);
            assertThat(page.getByText(code)).isVisible();
            staff.judge();

            staff.open(shop, "/inventory/stock");
            button(page, receive).click();
            fill(page, "sku", sku);
            fill(page, "units", "12");
            fill(page, "reason", "Delivery note 7");
            staff.judge();
            confirm(page, save);
            staff.open(shop, "/inventory/stock?q=" + sku);
            assertThat(page.getByText(sku).locator("visible=true").first()).isVisible();
            staff.judge();

            staff.open(shop, "/inventory/stock/" + sku);
            button(page, correct).click();
            fill(page, "units", "-2");
            fill(page, "reason", "Broken");
            confirm(page, save);
            assertThat(page.getByText("Broken").locator("visible=true").first()).isVisible();
            button(page, transfer).click();
            choose(page, "to", locale.equals("en") ? "South " + width : "华南仓 " + width);
            fill(page, "units", "4");
            confirm(page, save);
            assertThat(page.locator(".facts dt")).hasCount(2);
            button(page, keepBack).click();
            fill(page, "units", "1");
            confirm(page, save);
            assertThat(page.locator(".facts").getByText(Pattern.compile("(Kept back|安全库存) 1")))
                    .isVisible();
            staff.judge();
            page.locator("a[href*='/inventory/documents/']")
                    .locator("visible=true")
                    .first()
                    .click();
            assertThat(page.locator(".records")).containsText(sku);
            staff.judge();

            staff.open(shop, "/inventory/stock/" + sku);
            staff.button("Change|更 ?改").click();
            choose(page, "kind", locale.equals("en") ? "Back-order" : "缺货预订");
            fill(page, "most", "3");
            fill(page, "days", "7");
            staff.judge();
            confirm(page, save);
            staff.open(shop, "/inventory/backlog");
            assertThat(page.getByText("0 / 3").locator("visible=true").first()).isVisible();
            staff.judge();

            staff.open(shop, "/inventory/counts");
            button(page, openSheet).click();
            page.locator(".ant-modal textarea").fill(sku);
            staff.judge();
            confirm(page, save);
            page.locator(".records input").first().fill("5");
            button(page, save).click();
            button(page, book).click();
            confirm(page, null);
            assertThat(page.locator(".frame-aside .badge").first()).hasText(booked);
            staff.judge();
            staff.open(shop, "/inventory/stock/" + sku);
            page.locator("a[href*='/inventory/counts/']")
                    .locator("visible=true")
                    .first()
                    .click();
            assertThat(page.locator(".frame-aside .badge").first()).hasText(booked);

            staff.open(shop, "/inventory/stock?q=nothing-like-it");
            assertThat(page.locator(".state-title")).isVisible();
            staff.judge();
        }
    }

    private static void fill(Page page, String field, String words) {
        page.locator(".ant-modal #" + field).fill(words);
    }

    private static void choose(Page page, String field, String option) {
        page.locator(".ant-modal #" + field).click();
        page.locator(".ant-select-item-option")
                .getByText(option)
                .locator("visible=true")
                .first()
                .click();
    }

    private static Locator button(Page page, String name) {
        return page.locator(".frame-actions")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(spaced(name)));
    }

    /** @param name of the button; null for the one that a question ends with */
    private static void confirm(Page page, @Nullable String name) {
        var dialog = page.locator(".ant-modal").locator("visible=true");
        (name == null
                        ? dialog.locator(".ant-btn-primary")
                        : dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(spaced(name))))
                .last()
                .click();
        assertThat(page.locator(".ant-modal").locator("visible=true")).hasCount(0);
    }

    /** Two Chinese characters on a button are set apart. */
    private static Pattern spaced(String name) {
        return Pattern.compile("^\\s*(plus )?" + String.join("\\s?", name.split("")) + "\\s*$");
    }
}
