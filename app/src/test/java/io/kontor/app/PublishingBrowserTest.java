package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of a product on its way into the shop: drafted, sent back, mended, approved, and taken back again. */
@WholeHouse
class PublishingBrowserTest {
    private final TestShop shop;
    private final String code = "pot-" + UUID.randomUUID().toString().substring(0, 8);

    PublishingBrowserTest(TestShop shop) {
        this.shop = shop;
    }

    @InShort(row = 1)
    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void aChangeIsDraftedReviewedPublishedAndTakenBack(int width, int height, String locale) {
        var productId = productOnSale();
        var editorMay = Members.staff(shop, "catalog.read", "catalog.write");
        try (var editor = Browser.person(width, height, locale);
                var reviewer = Browser.person(width, height, locale)) {
            editor.signIn(shop, editorMay);
            reviewer.signIn(shop);
            draft(editor, productId, "Blue pott");
            assertThat(editor.page.locator("main")).containsText(Pattern.compile("You are editing a draft|您正在修改草稿"));
            editor.judge();
            submit(editor, "A better name");
            assertThat(shownName()).isEqualTo("Red pot");

            reviewer.open(shop, "/catalog/reviews?state=SUBMITTED");
            reviewer.page
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Blue pott|红壶")))
                    .first()
                    .click();
            assertThat(reviewer.page.locator("main ins")).hasText("Blue pott");
            assertThat(reviewer.page.locator("main del")).hasText("Red pot");
            assertThat(reviewer.page.locator("main")).containsText("A better name");
            reviewer.judge();
            reviewer.act("Send back|退回", dialog -> dialog.locator("textarea").fill("A typing error"));

            editor.open(shop, "/catalog/reviews/" + productId);
            assertThat(editor.page.locator("main")).containsText("A typing error");
            draft(editor, productId, "Blue pot");
            submit(editor, "Mended");

            reviewer.open(shop, "/catalog/reviews/" + productId);
            assertThat(reviewer.page.locator("main ins")).hasText("Blue pot");
            preview(reviewer);
            confirm(reviewer, "Approve and publish|通过并发布");
            assertThat(reviewer.page.locator("main h1")).hasText(Pattern.compile("Review|审核"));
            Await.until(() -> assertThat(shownName()).isEqualTo("Blue pot"));

            reviewer.open(shop, "/catalog/products/" + productId);
            reviewer.page
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^(Version|版本) 1$")))
                    .click();
            assertThat(reviewer.page.locator("main .timeline")).isVisible();
            reviewer.judge();
            confirm(reviewer, "Restore this version|恢复这个版本");
            Await.until(() -> assertThat(shownName()).isEqualTo("Red pot"));
            assertThat(editor.complaints).isEmpty();
            assertThat(reviewer.complaints).isEmpty();
        }
    }

    private void draft(Browser.Person editor, String productId, String name) {
        editor.open(shop, "/catalog/products/" + productId);
        editor.page.locator("input[lang=en][maxlength='200']").fill(name);
        editor.button("Save as a draft|存为草稿").click();
        editor.button("See the difference|查看改动").waitFor();
    }

    private static void submit(Browser.Person editor, String note) {
        editor.button("See the difference|查看改动").click();
        editor.act(
                "Submit for review|提交审核", dialog -> dialog.locator("textarea").fill(note));
        assertThat(editor.page.locator("main h1")).containsText(Pattern.compile("Waits for review|待审核"));
    }

    private static void preview(Browser.Person reviewer) {
        var preview =
                reviewer.page.waitForPopup(() -> reviewer.button("Preview|预览").click());
        assertThat(preview.locator(".preview-notice")).isVisible();
        assertThat(preview.locator("h1")).containsText(Pattern.compile("Blue pot|红壶"));
        preview.close();
    }

    private static void confirm(Browser.Person person, String action) {
        person.button(action).click();
        person.page.locator(".ant-popconfirm .ant-btn-primary").click();
    }

    private String productOnSale() {
        var made = shop.post(
                "/api/admin/v1/products",
                Map.of(
                        "code",
                        code,
                        "slug",
                        code,
                        "name",
                        Map.of("zh", "红壶", "en", "Red pot"),
                        "variants",
                        List.of(Map.of(
                                "sku",
                                code,
                                "price",
                                Map.of("amount", "35.00", "currency", "CNY"),
                                "weightGrams",
                                300,
                                "onHand",
                                7))),
                "Cookie",
                Members.admin(shop));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var productId = made.json().path("productId").asString();
        shop.post("/api/admin/v1/products/" + productId + "/publication", null, "Cookie", Members.admin(shop));
        return productId;
    }

    private String shownName() {
        return shop.get("/api/store/v1/products/" + code + "?lang=en")
                .json()
                .path("name")
                .asString();
    }
}
