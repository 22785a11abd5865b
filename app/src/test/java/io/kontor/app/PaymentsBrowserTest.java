package io.kontor.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.testkit.TestShop;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Staff finds payments, asks a provider, captures, voids and refunds, on a desk and on a phone, in both languages; and
 * customers pay by the link for what staff ordered and added.
 */
@WholeHouse
class PaymentsBrowserTest {
    private final TestShop shop;
    private final Payment payment;

    PaymentsBrowserTest(TestShop shop, Payment payment) {
        this.shop = shop;
        this.payment = payment;
    }

    @InShort(row = 2)
    @ParameterizedTest
    @CsvSource({
        "1440, 900, en, Ask the provider, Capture, Void, Refund, Captured, Partly captured",
        "390, 844, zh-CN, 查询结果, 扣款, 关闭付款, 退款, 已收款, 部分扣款"
    })
    void staffLooksAndActs(
            int width,
            int height,
            String locale,
            String ask,
            String capture,
            String release,
            String refund,
            String captured,
            String partly) {
        var held = pay("authorise");
        var broken = pay("broken");
        try (var staff = Browser.person(width, height, locale)) {
            var page = staff.page;
            staff.signIn(shop);
            staff.open(shop, "/payment/payments");
            assertThat(page.getByText(numberOf(broken)).locator("visible=true").first())
                    .isVisible();
            staff.judge();

            staff.open(shop, "/payment/payments/" + broken);
            button(page, ask).click();
            assertThat(status(page)).hasText(captured);
            staff.judge();

            staff.open(shop, "/payment/payments/" + held);
            button(page, capture).click();
            page.locator(".ant-modal input").first().fill("29");
            staff.judge();
            confirm(page, capture);
            assertThat(status(page)).hasText(partly);
            button(page, release).click();
            confirm(page, release);
            assertThat(status(page)).hasText(captured);

            button(page, refund).click();
            page.locator(".ant-modal input").first().fill("9");
            page.locator(".ant-modal textarea").fill("Came broken");
            confirm(page, refund);
            assertThat(page.getByText("Came broken").first()).isVisible();
            staff.judge();
            staff.open(shop, "/payment/payments?status=voided&method=gold");
            assertThat(page.locator(".state-title")).isVisible();
            staff.judge();
        }
    }

    @Test
    void aCustomerPaysByTheLinkOfTheOrderDeskAndThenForWhatIsAdded() {
        try (var staff = Browser.person(1440, 900, "en");
                var customer = Browser.person(390, 844, "en")) {
            var page = staff.page;
            staff.signIn(shop);
            page.navigate(shop.address() + "/admin/trade/order-desk");
            page.getByLabel("Without an account").check();
            page.locator("#email").fill("omar@example.com");
            add(page, "watercolour", "Travel Watercolour Tin");
            Map.of("name", "Omar", "phone", "13800138000", "region", "上海市", "city", "上海市", "line1", "淮海中路 1 号")
                    .forEach((field, words) -> page.locator("#" + field).fill(words));
            staff.judge();
            staff.button("Place it, paid later").click();
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the order")))
                    .isVisible();
            customer.page.navigate(page.locator("main input[readonly]").inputValue());
            payWhatIsAsked(customer.page, "¥168.00");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the order"))
                    .click();

            page.reload();
            staff.act("Change lines", dialog -> {
                add(page, "organiser", "Tidy Desk Organiser");
                dialog.locator(".change-reason input").fill("One more, please");
                assertThat(dialog.getByText("¥178.00").last()).isVisible();
            });
            assertThat(page.locator(".due")).containsText("¥178.00");
            customer.page.reload();
            payWhatIsAsked(customer.page, "¥178.00");

            page.reload();
            assertThat(page.locator(".due")).hasCount(0);
            staff.act("Change lines", dialog -> {
                dialog.getByRole(AriaRole.SPINBUTTON).last().fill("0");
                dialog.locator(".change-reason input").fill("Not wanted after all");
            });
            assertThat(page.locator(".timeline")).containsText("178.00 CNY");
            customer.page.reload();
            assertThat(customer.page.locator(".timeline").last()).containsText("178.00");
            customer.judge();
        }
    }

    private static void add(Page page, String words, String name) {
        page.getByLabel("Add goods").fill(words);
        page.locator(".ant-select-item-option")
                .getByText(name, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    private static void payWhatIsAsked(Page page, String amount) {
        var card = page.locator(".pay-card");
        card.getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText(amount))
                .click();
        assertThat(card).hasCount(0);
    }

    private UUID pay(String outcome) {
        var id = UUID.randomUUID();
        payment.pay(new NewPayment(id, UUID.randomUUID(), numberOf(id), Money.of(12_900, "CNY"), "sandbox", outcome));
        return id;
    }

    private static String numberOf(UUID paymentId) {
        return "B-" + paymentId.toString().substring(0, 8);
    }

    private static Locator button(Page page, String name) {
        return page.locator(".frame-actions")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(spaced(name)));
    }

    private static void confirm(Page page, String name) {
        page.locator(".ant-modal")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(spaced(name)))
                .last()
                .click();
    }

    /** Two Chinese characters on a button are set apart. */
    private static Pattern spaced(String name) {
        return Pattern.compile("^\\s*" + String.join("\\s?", name.split("")) + "\\s*$");
    }

    private static Locator status(Page page) {
        return page.locator(".frame-aside .badge").first();
    }
}
