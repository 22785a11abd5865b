package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with a browser, on a desk and on a phone, in both languages; every page on the way is judged by axe. */
@WholeHouse
class BrowserTest {
    private final TestShop shop;

    BrowserTest(TestShop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void waitForTheDemoShop() {
        Await.until(() -> assertThat(shop.get("/api/store/v1/products?q=teapot&lang=en")
                        .json()
                        .path("total")
                        .asInt())
                .isPositive());
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void aGuestFindsChoosesBuysAndLooksUpAndStaffShips(int width, int height, String locale) {
        var chinese = locale.startsWith("zh");
        var email = "guest-" + UUID.randomUUID() + "@example.com";
        String number;
        try (var guest = Browser.person(width, height, locale)) {
            var page = guest.page;
            page.navigate(shop.address() + "/");
            assertThat(page).hasURL(Pattern.compile(chinese ? ".*/zh/" : ".*/en/"));
            guest.judge();

            page.getByRole(AriaRole.SEARCHBOX)
                    .or(page.locator("input[name=q]"))
                    .first()
                    .fill(chinese ? "茶壶" : "teapot");
            page.locator("input[name=q]").first().press("Enter");
            page.waitForURL("**/search?**");
            guest.judge();
            page.locator("main a[href*='/p/']").first().click();
            page.waitForURL("**/p/**");
            guest.judge();

            chooseAnAvailableVariant(page);
            page.locator("form.buy button[data-buy]").first().click();
            assertThat(page.locator("[data-added]")).isVisible();
            page.navigate(home(chinese) + "/cart");
            guest.judge();
            page.locator("a[href$='/checkout']:visible").first().click();
            page.waitForURL("**/checkout");
            guest.judge();

            fillAddress(page, email);
            guest.judge();
            page.locator("button[value=place]").click();
            page.waitForURL("**/thanks**");
            guest.judge();
            number = page.locator(".order-number").first().innerText().strip();
            assertThat(number).isNotEmpty();
            assertThat(guest.complaints).isEmpty();
        }

        try (var later = Browser.person(width, height, locale)) {
            lookUp(later, chinese, number, email);
            later.judge();
            assertThat(later.page.locator("main")).containsText(number);
            assertThat(later.complaints).isEmpty();
        }

        ship(width, height, locale, number);

        try (var later = Browser.person(width, height, locale)) {
            lookUp(later, chinese, number, email);
            assertThat(later.page.locator("main")).containsText("SF1029384756");
            later.judge();
        }
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({"1440, 900, zh-CN", "390, 844, en"})
    void aMemberSignsUpBuysAndFindsTheOrderAgain(int width, int height, String locale) {
        var chinese = locale.startsWith("zh");
        var email = "member-" + UUID.randomUUID() + "@example.com";
        try (var member = Browser.person(width, height, locale)) {
            var page = member.page;
            // The cart is filled before there is an account, and is still full after.
            page.navigate(home(chinese) + "/search?q=" + (chinese ? "%E8%8C%B6%E5%A3%B6" : "teapot"));
            page.locator("main a[href*='/p/']").first().click();
            page.waitForURL("**/p/**");
            chooseAnAvailableVariant(page);
            page.locator("form.buy button[data-buy]").first().click();
            assertThat(page.locator("[data-added]")).isVisible();

            page.navigate(home(chinese) + "/sign-up");
            member.judge();
            page.locator("#name").fill("Omar");
            page.locator("#login").fill(email);
            page.locator("#password").fill(Members.PASSWORD);
            page.locator("main form button").first().click();
            page.waitForURL(Pattern.compile(".*/(zh|en)/account.*"));
            member.judge();

            page.navigate(home(chinese) + "/checkout");
            fillAddress(page, email);
            page.locator("button[value=place]").click();
            page.waitForURL("**/thanks**");
            var number = page.locator(".order-number").first().innerText().strip();

            page.navigate(home(chinese) + "/account/orders");
            assertThat(page.locator("main")).containsText(number);
            member.judge();
            for (var path :
                    new String[] {"/account", "/account/addresses", "/account/favourites", "/orders/" + number, "/cart"
                    }) {
                page.navigate(home(chinese) + path);
                member.judge();
            }
            assertThat(member.complaints).isEmpty();
        }
    }

    @InShort(row = 1)
    @ParameterizedTest
    @CsvSource({"1440, 900, en", "390, 844, zh-CN"})
    void theRemainingPagesAreFitForEverybody(int width, int height, String locale) {
        var chinese = locale.startsWith("zh");
        try (var guest = Browser.person(width, height, locale)) {
            for (var path : new String[] {
                "/c/kitchen", "/search?offers=1", "/search?q=nothingofthekind", "/cart", "/sign-in", "/orders/look-up"
            }) {
                guest.page.navigate(home(chinese) + path);
                guest.judge();
            }
            // Some shops have more categories than fit beside each other.
            guest.page.evaluate("""
                    const list = document.querySelector('.header-nav ul')
                    for (let more = 0; more < 40; more++) list.append(list.firstElementChild.cloneNode(true))
                    """);
            guest.judge();
            assertThat(guest.complaints).isEmpty();
            assertThat(guest.page.navigate(home(chinese) + "/p/no-such-thing").status())
                    .isEqualTo(404);
            guest.judge();
        }
    }

    @InShort(row = 1)
    @ParameterizedTest
    @CsvSource({"1440, 900, zh-CN", "390, 844, en"})
    void theBackOfficeIsFitForEverybody(int width, int height, String locale) {
        try (var staff = Browser.person(width, height, locale)) {
            signIn(staff);
            for (var path : new String[] {
                "",
                "trade/orders",
                "catalog/products",
                "catalog/products/new",
                "catalog/reviews",
                "catalog/categories",
                "catalog/brands",
                "catalog/imports",
                "fulfilment/methods",
                "identity/staff",
                "identity/roles",
                "identity/audit",
                "backoffice/events",
                "backoffice/access-log"
            }) {
                staff.open(shop, "/" + path);
                staff.judge();
            }
            assertThat(staff.complaints).isEmpty();
        }
    }

    @Test
    void staffReplayAParkedEvent() {
        var db = shop.bean(JdbcClient.class);
        var sale = new Sale(shop, shop, shop);
        var cart = sale.openCart();
        Sale.require(
                shop.post("/api/store/v1/carts/" + cart + "/lines", Map.of("sku", sale.findTeapot(), "quantity", 1)),
                200);
        var order = Sale.require(sale.place(cart, UUID.randomUUID().toString()), 201);
        var cause = "The warehouse did not answer about " + order.path("number").asString();
        var orderId = order.path("id").asString();
        db.sql("""
                        INSERT INTO trade.event_retry (source, event_id, handler, type, key, payload, attempts, next_at, parked_at, last_error)
                        SELECT 'trade', event_id, 'OnOrderPaid', type, key, payload, 10, now(), now(), :cause
                          FROM trade.outbox WHERE type = 'trade.OrderPaid' AND payload LIKE '%' || :orderId || '%'
                        """).param("cause", cause).param("orderId", orderId).update();
        try (var staff = Browser.person(1440, 900, "en")) {
            staff.signIn(shop);
            var page = staff.page;
            staff.open(shop, "/backoffice/events");
            var row = page.locator("tr").filter(new Locator.FilterOptions().setHasText(cause));
            assertThat(row).containsText("Parked");
            staff.judge();
            row.getByRole(AriaRole.CHECKBOX).check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replay"))
                    .click();
            Await.until(() -> assertThat(db.sql("SELECT count(*) FROM trade.event_retry WHERE last_error = :cause")
                            .param("cause", cause)
                            .query(Integer.class)
                            .single())
                    .as("its handler took it")
                    .isZero());
            page.reload();
            assertThat(page.locator("main")).containsText("No event is waiting");
            assertThat(staff.complaints).isEmpty();
        }
    }

    @Test
    void staffImportAFileWithAFolderOfPictures(@TempDir Path folder) throws IOException {
        var pictures = Files.createDirectories(folder.resolve("pictures"));
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", picture);
        var rows = new StringBuilder("code,name,price,image\n");
        for (var i = 0; i < 60; i++) {
            Files.write(pictures.resolve("cup-" + i + ".png"), picture.toByteArray());
            rows.append("cup-")
                    .append(i)
                    .append(",Cup ")
                    .append(i)
                    .append(",10,cup-")
                    .append(i)
                    .append(".png\n");
        }
        var file = Files.writeString(folder.resolve("cups.csv"), rows);
        try (var staff = Browser.person(1440, 900, "en")) {
            staff.signIn(shop);
            var page = staff.page;
            staff.open(shop, "/catalog/imports");
            page.locator(".take input[type=file]").setInputFiles(file);
            page.locator("input[webkitdirectory]").setInputFiles(pictures);
            assertThat(page.getByText("60 pictures")).isVisible();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start the import"))
                    .click();
            assertThat(page.locator("main")).containsText("Done: 60 products");
            assertThat(page.locator("main")).containsText("Every row went in");
            assertThat(staff.complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIGHT", "DARK"})
    void wordsThatCannotBeReadInOneSchemeAreFoundInWhicheverThePageIsSeenFirst(String scheme) {
        try (var guest = Browser.person(390, 844, "en")) {
            guest.page.setContent("""
                    <html lang="en"><title>Faint</title><style>
                    body { background: #fff; color: #000 }
                    @media (prefers-color-scheme: %s) { p { color: #ddd } }
                    </style><main><h1>Faint</h1><p>Hardly to be read</p></main></html>
                    """.formatted(scheme.toLowerCase(Locale.ROOT)));
            for (var time = 0; time < 2; time++) {
                assertThatThrownBy(guest::judge).hasMessageContaining(scheme + ": color-contrast");
            }
        }
    }

    private void ship(int width, int height, String locale, String number) {
        try (var staff = Browser.person(width, height, locale)) {
            staff.signIn(shop);
            var page = staff.page;
            staff.open(shop, "/trade/orders/" + number);
            assertThat(page.locator("main")).containsText(number);
            staff.judge();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^(Ship|发货).*")))
                    .first()
                    .click();
            var dialog = page.getByRole(AriaRole.DIALOG);
            dialog.locator("#carrier, [id$=carrier]").first().fill("SF Express");
            page.keyboard().press("Tab");
            dialog.locator("[id$=trackingNumber]").first().fill("SF1029384756");
            dialog.locator("button.ant-btn-primary").click();
            assertThat(dialog).isHidden();
            assertThat(page.locator("main")).containsText("SF1029384756");
            assertThat(staff.complaints).isEmpty();
        }
    }

    private void signIn(Browser.Person staff) {
        staff.page.navigate(shop.address() + "/admin/");
        staff.page.locator("input[autocomplete=username]").fill("admin");
        staff.judge();
        staff.page.locator("input[autocomplete=current-password]").fill("open-the-doors-2026");
        staff.page.locator("button[type=submit]").click();
        assertThat(staff.page.locator("input[autocomplete=current-password]")).isHidden();
    }

    private void lookUp(Browser.Person person, boolean chinese, String number, String email) {
        person.page.navigate(home(chinese) + "/orders/look-up");
        person.page.locator("#number").fill(number);
        person.page.locator("#contact").fill(email);
        person.page.locator("main form button").first().click();
        person.page.waitForURL("**/orders/" + number + "**");
    }

    private static void chooseAnAvailableVariant(Page page) {
        var values = page.locator("a.option-value:not(.gone)");
        if (values.count() > 0) {
            values.last().click();
            assertThat(values.last()).hasAttribute("aria-current", "true");
        }
    }

    private static void fillAddress(Page page, String email) {
        page.locator("#name").fill("Lena Wu");
        page.locator("#phone").fill("13800138000");
        page.locator("#email").fill(email);
        page.locator("#region").fill("上海市");
        page.locator("#city").fill("上海市");
        page.locator("#line1").fill("淮海中路 1 号");
    }

    private String home(boolean chinese) {
        return shop.address() + (chinese ? "/zh" : "/en");
    }
}
