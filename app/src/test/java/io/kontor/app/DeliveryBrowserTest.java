package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goods on their way, in the shop and in the back office: a zone and its price, two parcels, a store with a code. */
@WholeHouse
class DeliveryBrowserTest {
    private static final String EMAIL = "lena@example.com";

    private final TestShop shop;

    DeliveryBrowserTest(TestShop shop) {
        this.shop = shop;
    }

    @InShort(row = 1)
    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void goodsGoToAZoneInTwoParcelsAndAreFollowedToTheDoor(int width, int height, String locale) throws IOException {
        new Sale(shop, shop, shop).findTeapot();
        var name = "Island boat " + UUID.randomUUID().toString().substring(0, 6);
        try (var guest = Browser.person(width, height, locale);
                var staff = Browser.person(width, height, locale)) {
            staff.signIn(shop);
            addMethod(staff, name);
            var number = order(guest, locale, name, "¥8.50");
            stopOffering(staff, name);
            choosesAnotherWayForMore(staff, number);

            ship(staff, number, "SF1", true);
            ship(staff, number, "SF2", false);
            staff.act("Enter what became of it|登记物流动态", dialog -> {
                dialog.locator("[id$=place]").fill("Hangzhou");
                dialog.locator("[id$=text]").fill("On the night boat");
            });
            staff.judge();
            var slip = staff.page.waitForDownload(() ->
                    staff.page.locator("a[href*='packing-slip.pdf']").first().click());
            assertThat(new String(Files.readAllBytes(slip.path()), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF");

            guest.page.navigate(home(locale) + "/orders/" + number);
            assertThat(guest.page.locator("main")).containsText("On the night boat");
            assertThat(guest.page.locator("main")).containsText("SF2");
            guest.judge();
            assertThat(guest.complaints).isEmpty();
            assertThat(staff.complaints).isEmpty();
        }
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({"1440, 900, zh-CN", "390, 844, en"})
    void anOrderIsPickedUpAgainstItsCode(int width, int height, String locale) {
        new Sale(shop, shop, shop).findTeapot();
        var store = "Store " + UUID.randomUUID().toString().substring(0, 6);
        try (var guest = Browser.person(width, height, locale);
                var staff = Browser.person(width, height, locale)) {
            staff.signIn(shop);
            offerPickUp(staff, store);
            var number = order(guest, locale, store, null);
            guest.page.navigate(home(locale) + "/orders/" + number);
            guest.judge();

            openOrder(staff, number);
            staff.button("Ready for pick-up|备好，通知自提").click();
            assertThat(staff.button("Hand over|核销取货码")).isVisible();
            staff.judge();
            guest.page.navigate(home(locale) + "/orders/" + number);
            var code = guest.page.locator(".pick-up-code").innerText().strip();
            guest.judge();
            staff.act("Hand over|核销取货码", dialog -> dialog.locator("input").fill(code));
            assertThat(staff.page.locator("main .timeline").first()).containsText(Pattern.compile("Shipped|已发货"));
            staff.judge();
            assertThat(guest.complaints).isEmpty();
            assertThat(staff.complaints).isEmpty();
        }
    }

    /** Goes to the Chinese islands only, and is tried out before it is saved. */
    private void addMethod(Browser.Person staff, String name) {
        var page = staff.page;
        staff.open(shop, "/fulfilment/methods/new");
        field(staff, "Code|代码")
                .first()
                .fill("boat-" + UUID.randomUUID().toString().substring(0, 8));
        for (var language : new String[] {"Name \\(Chinese\\)|名称（中文）", "Name \\(English\\)|名称（英文）"}) {
            field(staff, language).nth(0).fill(name);
            field(staff, language).nth(1).fill("Islands");
        }
        field(staff, "Description \\(Chinese\\)|说明（中文）").first().fill("船");
        field(staff, "Description \\(English\\)|说明（英文）").first().fill("By boat");
        page.getByLabel(Pattern.compile("^(Price|运费)$")).first().fill("8.50");
        page.locator("main .ant-switch").first().click();
        assertThat(page.locator(".try-out")).containsText("¥8.50");
        staff.judge();
        staff.button("Save|保 ?存").click();
        page.waitForURL("**/fulfilment/methods");
        assertThat(page.locator("main")).containsText(name);
        staff.judge();
    }

    private void offerPickUp(Browser.Person staff, String store) {
        var page = staff.page;
        staff.open(shop, "/fulfilment/pick-up-points");
        staff.judge();
        staff.act("New pick-up point|新增自提点", dialog -> {
            dialog.locator("[id$=code]").fill("s" + UUID.randomUUID().toString().substring(0, 8));
            dialog.locator("[id$=phone]").fill("021-64310000");
            dialog.locator("[id$=zh]").first().fill(store);
            dialog.locator("[id$=en]").first().fill(store);
            dialog.locator("[id$=addressZh]").fill("衡山路 1 号");
            dialog.locator("[id$=addressEn]").fill("1 Hengshan Road");
            dialog.locator("[id$=hoursZh]").fill("每天 10 点至 20 点");
            dialog.locator("[id$=hoursEn]").fill("10 to 8 every day");
        });
        assertThat(page.locator("main")).containsText(store);
        staff.judge();
        staff.open(shop, "/fulfilment/methods/new");
        field(staff, "Code|代码")
                .first()
                .fill("fetch-" + UUID.randomUUID().toString().substring(0, 8));
        page.locator("label.field .ant-select").first().click();
        page.locator(".ant-select-item-option").nth(1).click();
        field(staff, "Name \\(Chinese\\)|名称（中文）").first().fill("到店自提");
        field(staff, "Name \\(English\\)|名称（英文）").first().fill("Pick-up");
        field(staff, "Description \\(Chinese\\)|说明（中文）").first().fill("到店自提");
        field(staff, "Description \\(English\\)|说明（英文）").first().fill("At a store");
        page.locator("main .ant-switch").first().click();
        staff.judge();
        staff.button("Save|保 ?存").click();
        page.waitForURL("**/fulfilment/methods");
    }

    /** Two of something, by the way whose name is given; answers the order's number. */
    private String order(Browser.Person guest, String locale, String delivery, String price) {
        var page = guest.page;
        page.navigate(home(locale) + "/search?q=teapot");
        page.locator("main a[href*='/p/']").first().click();
        page.waitForURL("**/p/**");
        page.locator("form.buy input[name=quantity]").fill("2");
        page.locator("form.buy button[data-buy]").first().click();
        assertThat(page.locator("[data-added]")).isVisible();
        page.navigate(home(locale) + "/checkout");
        page.locator("#name").fill("Lena Wu");
        page.locator("#phone").fill("13800138000");
        page.locator("#email").fill(EMAIL);
        page.locator("#region").fill("浙江省");
        page.locator("#city").fill("舟山市");
        page.locator("#line1").fill("海天大道 1 号");
        page.locator("#postcode").fill("316000");
        page.keyboard().press("Tab");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var choice = page.locator(".choice")
                .filter(new Locator.FilterOptions().setHasText(delivery))
                .first();
        choice.locator("input").check();
        if (price != null) {
            assertThat(choice.locator(".sum")).containsText(price);
        }
        page.waitForLoadState(LoadState.NETWORKIDLE);
        guest.judge();
        page.locator("button[value=place]").click();
        page.waitForURL("**/thanks**");
        return page.locator(".order-number").first().innerText().strip();
    }

    private void ship(Browser.Person staff, String number, String trackingNumber, boolean onlyOne) {
        openOrder(staff, number);
        staff.act("Ship|发 ?货", dialog -> {
            dialog.locator("[id$=carrier]").first().fill("SF Express");
            staff.page.keyboard().press("Tab");
            dialog.locator("[id$=trackingNumber]").first().fill(trackingNumber);
            if (onlyOne) {
                dialog.locator(".packing input").first().fill("1");
            }
        });
        assertThat(staff.page.locator("main")).containsText(trackingNumber);
    }

    private static void stopOffering(Browser.Person staff, String name) {
        staff.page.evaluate("""
                async (name) => {
                  const path = '/api/admin/v1/delivery-methods';
                  const { items } = await (await fetch(path)).json();
                  const { code } = items.find((method) => method.name.en === name);
                  const found = await fetch(`${path}/${code}`);
                  const stopped = await fetch(`${path}/${code}`, {
                    method: 'PUT',
                    headers: { 'Content-Type': 'application/json', 'If-Match': found.headers.get('ETag') },
                    body: JSON.stringify({ ...(await found.json()), active: false }),
                  });
                  if (!stopped.ok) throw new Error(await stopped.text());
                }""", name);
    }

    /** The boat does not go any more: staff sees that, and what another way would cost; here it stays as it is. */
    private void choosesAnotherWayForMore(Browser.Person staff, String number) {
        openOrder(staff, number);
        staff.button("Change lines|改商品").click();
        var dialog = staff.page.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.SPINBUTTON).first().fill("3");
        assertThat(dialog.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(dialog.locator(".ant-modal-footer .ant-btn-primary")).isDisabled();
        staff.judge(dialog);
        dialog.getByLabel(Pattern.compile("^(Deliver it by|改用配送方式)$")).last().click();
        staff.page
                .locator(".ant-select-dropdown:visible .ant-select-item-option")
                .first()
                .click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(dialog.locator(".change-preview")).containsText("→");
        assertThat(dialog.locator(".ant-modal-footer .ant-btn-primary")).isEnabled();
        staff.judge(dialog);
        dialog.locator(".ant-modal-footer button").first().click();
        assertThat(dialog).isHidden();
    }

    private void openOrder(Browser.Person staff, String number) {
        staff.open(shop, "/trade/orders/" + number);
        assertThat(staff.page.locator("h1")).containsText(number);
    }

    /** The field under a label that begins with these words. */
    private static Locator field(Browser.Person staff, String words) {
        return staff.page
                .locator("label.field")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^(" + words + ")")))
                .locator("input");
    }

    private String home(String locale) {
        return shop.address() + (locale.startsWith("zh") ? "/zh" : "/en");
    }
}
