package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A return and an exchange, from the buyer's request to the end, in the shop and in the back office; every page is judged by axe. */
@WholeHouse
class AfterSalesBrowserTest {
    private static final String EMAIL = "lena@example.com";

    private final TestShop shop;

    AfterSalesBrowserTest(TestShop shop) {
        this.shop = shop;
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void aGuestReturnsSomethingAndGetsTheMoneyBack(int width, int height, String locale) {
        var number = receivedOrder(new Sale(shop, shop, shop).findTeapot());
        try (var guest = Browser.person(width, height, locale);
                var staff = Browser.person(width, height, locale)) {
            var request = ask(guest, locale, number, "return", "damaged");

            staff.signIn(shop);
            staff.open(shop, "/aftersales/returns?waiting=true");
            assertThat(staff.page.locator("main")).containsText(request);
            staff.judge();
            openRequest(staff, request);
            assertThat(staff.page.locator(".photo-row img")).isVisible();
            staff.judge();
            staff.act("Ask back|向买家提问", dialog -> dialog.locator("textarea").fill("Is the lid whole?"));
            reload(guest);
            assertThat(guest.page.locator("main")).containsText("Is the lid whole?");
            guest.judge();
            guest.page.locator("#words").fill("Yes, only the spout broke.");
            guest.page.locator("form[action$='/answers'] button").click();
            guest.page.waitForURL("**notice=answered");

            openRequest(staff, request);
            assertThat(staff.page.locator("main")).containsText("Yes, only the spout broke.");
            staff.act(
                    "Approve|同 ?意",
                    dialog -> dialog.locator("textarea").fill("Please send it to Huaihai Road 2, Shanghai."));

            reload(guest);
            assertThat(guest.page.locator("main")).containsText("Huaihai Road 2");
            guest.judge();
            guest.page.locator("#carrier").fill("ZTO");
            guest.page.locator("#trackingNumber").fill("Z4711");
            guest.page.locator("form[action$='/parcel'] button").click();
            guest.page.waitForURL("**notice=sent");
            guest.judge();

            openRequest(staff, request);
            staff.act("Receive the parcel|登记收件", _ -> {});
            staff.judge();
            staff.act("Refund ¥.*|退款 ¥.*", _ -> {});
            assertThat(staff.page.locator("main")).containsText(Pattern.compile("Refunded|退款成功"));
            staff.judge();

            reload(guest);
            assertThat(guest.page.locator(".badge.success")).isVisible();
            guest.judge();
            guest.page.navigate(home(locale) + "/orders/" + number);
            assertThat(guest.page.locator(".after-sales")).containsText(request);
            guest.judge();
            assertThat(guest.complaints).isEmpty();
            assertThat(staff.complaints).isEmpty();
        }
    }

    @InShort(row = 1)
    @ParameterizedTest
    @CsvSource({"1440, 900, zh-CN", "390, 844, en"})
    void aGuestExchangesSomethingForASmallerOneAndGetsTheDifferenceBack(int width, int height, String locale) {
        var number = receivedOrder("DAWN-DRIPPER-6-CUP");
        try (var guest = Browser.person(width, height, locale);
                var staff = Browser.person(width, height, locale)) {
            var request = ask(guest, locale, number, "exchange", "faulty");
            staff.signIn(shop);
            openRequest(staff, request);
            staff.act("Approve|同 ?意", _ -> {});
            reload(guest);
            guest.page.locator("#carrier").fill("ZTO");
            guest.page.locator("#trackingNumber").fill("Z4712");
            guest.page.locator("form[action$='/parcel'] button").click();
            guest.page.waitForURL("**notice=sent");

            openRequest(staff, request);
            staff.act("Receive the parcel|登记收件", dialog -> {
                dialog.locator("input").nth(0).fill("0");
                dialog.locator("input").nth(1).fill("1");
            });
            staff.act("Send the replacement|寄出换货", dialog -> {
                dialog.locator("[id$=carrier]").first().fill("SF Express");
                staff.page.keyboard().press("Tab");
                dialog.locator("[id$=trackingNumber]").first().fill("SF4713");
            });
            assertThat(staff.page.locator("main")).containsText("SF4713");
            staff.judge();
            reload(guest);
            assertThat(guest.page.locator("main")).containsText("SF4713");
            assertThat(guest.page.locator("main")).containsText("¥60.00");
            guest.judge();
            guest.page.navigate(home(locale) + "/orders/" + number);
            assertThat(guest.page.locator("main aside")).containsText("¥60.00");
            assertThat(guest.complaints).isEmpty();
            assertThat(staff.complaints).isEmpty();
        }
    }

    @InShort(row = 1)
    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void staffAsksForABuyerWhoThenPaysWhatALargerOneCostsMore(int width, int height, String locale) {
        var number = receivedOrder("DAWN-DRIPPER-3-CUP");
        try (var guest = Browser.person(width, height, locale);
                var staff = Browser.person(width, height, locale)) {
            staff.signIn(shop);
            staff.open(shop, "/trade/orders/" + number);
            staff.page
                    .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^(After-sales|代申请售后)$")))
                    .click();
            staff.page.waitForURL("**/aftersales/orders/" + number + "/new");
            staff.page.locator(".packing input").first().fill("1");
            choose(staff, "Kind|类型", "Exchange|换货");
            choose(staff, "Exchange .* for|.* 换成", ".*¥249.00");
            choose(staff, "Reason|原因", "Does not fit|尺寸不合适");
            assertThat(staff.page.locator(".sums")).containsText("¥60.00");
            staff.judge();
            staff.page.locator("main button.ant-btn-primary").click();
            staff.page.waitForURL("**/aftersales/returns/**");
            var request = staff.page.url().replaceAll(".*/", "");
            staff.act("Approve|同 ?意", dialog -> assertThat(dialog).containsText("¥60.00"));
            staff.judge();

            guest.page.navigate(home(locale) + "/orders/look-up");
            guest.page.locator("#number").fill(number);
            guest.page.locator("#contact").fill(EMAIL);
            guest.page.locator("main form button").first().click();
            guest.page.waitForURL("**/orders/" + number + "**");
            guest.page.locator(".after-sales a[href$='" + request + "']").click();
            assertThat(guest.page.locator(".pay-card")).containsText("¥60.00");
            guest.judge();
            guest.page.locator("form[action$='/payments'] button").click();
            guest.page.waitForURL("**notice=paid");
            assertThat(guest.page.locator("#carrier")).isVisible();
            guest.judge();
            openRequest(staff, request);
            assertThat(staff.page.locator(".sums")).containsText(Pattern.compile("paid by the buyer|已付"));
            staff.judge();
            assertThat(guest.complaints).isEmpty();
            assertThat(staff.complaints).isEmpty();
        }
    }

    private static void choose(Browser.Person staff, String field, String option) {
        var page = staff.page;
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^(" + field + ")$")))
                .click();
        page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^(" + option + ")")))
                .click();
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void thePagesWithNothingOnThemAndTheRulesAreFitForEverybody(int width, int height, String locale) {
        try (var member = Browser.person(width, height, locale);
                var staff = Browser.person(width, height, locale)) {
            var page = member.page;
            page.navigate(home(locale) + "/sign-up");
            page.locator("#name").fill("Omar");
            page.locator("#login").fill("member-" + UUID.randomUUID() + "@example.com");
            page.locator("#password").fill(Members.PASSWORD);
            page.locator("main form button").first().click();
            page.waitForURL(Pattern.compile(".*/(zh|en)/account.*"));
            page.navigate(home(locale) + "/account/returns");
            assertThat(page.locator(".empty")).isVisible();
            member.judge();
            assertThat(member.complaints).isEmpty();

            staff.signIn(shop);
            staff.open(shop, "/aftersales/returns?q=nobody");
            staff.judge();
            staff.open(shop, "/aftersales/windows");
            staff.judge();
            staff.act("Add a category|添加分类期限", dialog -> {
                dialog.locator("[id$=category]").click();
                staff.page.keyboard().press("Enter");
                assertThat(staff.page.locator(".ant-select-dropdown").first()).isHidden();
                dialog.locator("[id$=days]").fill("30");
            });
            assertThat(staff.page.locator("main .records")).containsText("30");
            staff.judge();
            assertThat(staff.complaints).isEmpty();
        }
    }

    /** From the order's page to the request's; answers the request's number. */
    private String ask(Browser.Person guest, String locale, String number, String kind, String reason) {
        var page = guest.page;
        page.navigate(home(locale) + "/orders/look-up");
        page.locator("#number").fill(number);
        page.locator("#contact").fill(EMAIL);
        page.locator("main form button").first().click();
        page.waitForURL("**/orders/" + number + "**");
        guest.judge();
        page.locator(".after-sales a.button").click();
        page.waitForURL("**/returns/new");
        guest.judge();
        page.locator("main form.return-form input[type=number]").first().fill("1");
        page.locator("input[name=kind][value=" + kind + "]").check();
        if (kind.equals("exchange")) {
            page.locator("select[name^='r.']")
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
            guest.judge();
        }
        page.locator("#reason").selectOption(reason);
        page.locator("main form.return-form button:not([type=button])").click();
        page.waitForURL("**step=confirm**");
        guest.judge();
        page.locator("#words").fill("The spout is broken.");
        page.locator("#photos").setInputFiles(new FilePayload("spout.png", "image/png", photo()));
        page.locator("aside button").click();
        page.waitForURL("**notice=requested");
        guest.judge();
        return page.locator("h1 .order-number").innerText().strip();
    }

    private void openRequest(Browser.Person staff, String request) {
        staff.open(shop, "/aftersales/returns/" + request);
        assertThat(staff.page.locator("h1")).containsText(request);
    }

    private static void reload(Browser.Person guest) {
        guest.page.navigate(guest.page.url().replaceAll("\\?.*", ""));
    }

    /** An order of two that came. */
    private String receivedOrder(String sku) {
        var sale = new Sale(shop, shop, shop);
        // The demo shop is there once its teapot is found.
        sale.findTeapot();
        var cart = sale.openCart();
        Sale.require(shop.post("/api/store/v1/carts/" + cart + "/lines", Map.of("sku", sku, "quantity", 2)), 200);
        var order = Sale.require(sale.place(cart, UUID.randomUUID().toString()), 201);
        var number = order.path("number").asString();
        Sale.require(
                shop.post(
                        "/api/admin/v1/orders/" + number + "/shipments",
                        Map.of("carrier", "SF Express", "trackingNumber", "SF" + number),
                        "Cookie",
                        Members.admin(shop),
                        "Idempotency-Key",
                        number),
                201);
        Sale.require(
                shop.post(
                        "/api/store/v1/orders/" + number + "/receipt",
                        null,
                        "Authorization",
                        "Bearer " + order.path("accessToken").asString()),
                200);
        return number;
    }

    private static byte[] photo() {
        var picture = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var brush = picture.createGraphics();
        brush.setColor(new Color(0xb5, 0x4a, 0x32));
        brush.fillRect(0, 0, 400, 300);
        brush.setColor(new Color(0xf3, 0xe9, 0xdc));
        brush.fillOval(80, 60, 240, 180);
        brush.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    private String home(String locale) {
        return shop.address() + (locale.startsWith("zh") ? "/zh" : "/en");
    }
}
