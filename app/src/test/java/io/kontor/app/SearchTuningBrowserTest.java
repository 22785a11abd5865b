package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.kontor.testkit.TestShop;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staff pins a product and adds a synonym with the results in view, on a desk and on a phone. */
@WholeHouse
class SearchTuningBrowserTest {
    private final TestShop shop;

    SearchTuningBrowserTest(TestShop shop) {
        this.shop = shop;
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({
        "1440, 900, en, teapot, Pin, Add synonyms, Add, Save, Not saved yet",
        "390, 844, zh-CN, armchair, 置 ?顶, 添加同义词, 添 ?加, 保 ?存, 有未保存的修改"
    })
    void staffSeesAChangeBeforeShoppersDo(
            int width,
            int height,
            String locale,
            String searched,
            String pin,
            String addSynonyms,
            String add,
            String save,
            String unsaved) {
        try (var staff = Browser.person(width, height, locale)) {
            var page = staff.page;
            staff.signIn(shop);
            staff.open(shop, "/search/tuning");
            page.locator("main input").first().fill(searched);
            var results = page.locator("main section section");
            assertThat(results.locator("li").first()).isVisible();
            staff.judge();

            results.locator("li")
                    .last()
                    .getByRole(
                            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + pin + "$")))
                    .click();
            assertThat(page.getByText(unsaved)).isVisible();
            assertThat(results).hasCount(2);
            staff.judge();

            staff.button("(plus )?" + addSynonyms).click();
            var word = "pourer" + width;
            var words = page.locator(".ant-modal #words");
            words.fill(word);
            words.press("Enter");
            words.fill(searched);
            words.press("Enter");
            staff.judge(page.getByRole(AriaRole.DIALOG));
            page.locator(".ant-modal .ant-btn-primary").click();
            page.locator("main input").first().fill(word);
            assertThat(results.last().locator("li").first()).isVisible();
            assertThat(results.first().locator("li")).hasCount(0);

            staff.button(save).click();
            assertThat(page.getByText(unsaved)).hasCount(0);
            assertThat(page.getByText(word + " = " + searched)).isVisible();
            page.navigate(shop.address() + "/en/search?q=" + word);
            assertThat(page.locator(".product-card").first()).isVisible();
        }
    }
}
