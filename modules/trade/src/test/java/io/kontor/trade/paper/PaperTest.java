package io.kontor.trade.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class PaperTest {
    private final TestShop shop;
    private final Buyer guest;
    private final Buyer staff;
    private final String session;

    PaperTest(TestShop shop) {
        this.shop = shop;
        this.guest = Buyer.guest(shop);
        this.staff = Buyer.staff(shop, "orders.read", "orders.write");
        this.session = io.kontor.testkit.Members.staff(shop, "orders.read");
    }

    @Test
    void anInvoiceSaysWhatWasBoughtAndWhatItCostInBothLanguages() {
        var order = order(Buyer.product(shop, "1234.50", 9), 2, "拜托包装好 ☂ 𠮷");
        var path = "/api/admin/v1/orders/" + number(order) + "/invoice.pdf?lang=";
        var english = text(read(path + "en", session));
        assertThat(english)
                .contains("Invoice", "Order " + number(order), "Red teapot", "王小明", "衡山路 1 号", "¥1,234.50", "¥2,469.00")
                .contains("Total", "Tax in the total");
        var chinese = text(read(path + "zh", session));
        assertThat(chinese).contains("账单", "红茶壶", "合计", "商品金额", "¥2,469.00", "运费");

        var token = order.path("accessToken").asString();
        var own = guest.read(number(order) + "/invoice.pdf", token);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(guest.get("/api/store/v1/orders/" + number(order) + "/invoice.pdf")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anInvoiceSaysWhatACardPaidAndWhatIsLeftInMoney() {
        var wanted = guest.wanted(guest.cartWith(Buyer.product(shop, "10.00", 9), 2), "capture");
        wanted.put("coupons", List.of("CARD-1700"));
        var order = guest.place(wanted, UUID.randomUUID().toString()).json();
        assertThat(text(read("/api/admin/v1/orders/" + number(order) + "/invoice.pdf?lang=en", session)))
                .containsSubsequence("Total ¥30.00", "Gift card −¥17.00", "In money ¥13.00");
    }

    @Test
    void aPackingSlipSaysWhatIsLeftToPackOrWhatAParcelHolds() {
        var sku = Buyer.product(shop, "10.00", 9);
        var order = order(sku, 5, "Ring twice ☂ 𠮷");
        var shipped = staff.post(
                "/api/admin/v1/orders/" + number(order) + "/shipments",
                Map.of(
                        "carrier",
                        "顺丰",
                        "trackingNumber",
                        "SF4711",
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", 2))),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        var path = "/api/admin/v1/orders/" + number(order) + "/packing-slip.pdf";
        assertThat(text(read(path + "?lang=en", session)))
                .contains("Packing slip", sku, "Red teapot", "3 units", "Ring twice ☂ □", "Standard delivery")
                .doesNotContain("¥");
        assertThat(text(read(
                        path + "?lang=zh&shipment="
                                + shipped.json().path("shipmentId").asString(),
                        session)))
                .contains("装箱单", "共 2 件", "SF Express SF4711");
        assertThat(staff.get(path + "?shipment=" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void manyOrdersAreOnePdfWithAPageEach() throws IOException {
        var sku = Buyer.product(shop, "10.00", 9);
        var first = number(order(sku, 1, ""));
        var second = number(order(sku, 1, ""));
        var numbers = "?number=" + first + "&number=" + second;
        for (var paper : List.of("packing-slips", "invoices")) {
            try (var pdf = Loader.loadPDF(read("/api/admin/v1/order-papers/" + paper + ".pdf" + numbers, session))) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(2);
                assertThat(new PDFTextStripper().getText(pdf)).contains(first, second);
            }
        }
    }

    @Test
    void anOrderOfManyLinesGoesOnOnTheNextPage() throws IOException {
        var cart = guest.cartWith(Buyer.product(shop, "1.00", 5), 1);
        for (var at = 0; at < 60; at++) {
            guest.add(cart, Buyer.product(shop, "1.00", 5), 1);
        }
        var order = guest.order(cart).json();
        try (var pdf =
                Loader.loadPDF(read("/api/admin/v1/orders/" + number(order) + "/invoice.pdf?lang=en", session))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
            assertThat(new PDFTextStripper().getText(pdf)).contains("¥61.00");
        }
    }

    @Test
    void refusesPapersThatCannotBe() {
        var sku = Buyer.product(shop, "10.00", 9);
        var unpaid = guest.place(
                        guest.wanted(guest.cartWith(sku, 1), "decline"),
                        UUID.randomUUID().toString())
                .json();
        var refused = staff.get("/api/admin/v1/orders/" + number(unpaid) + "/invoice.pdf");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/not-invoiced");
        assertThat(guest.read(
                                number(unpaid) + "/invoice.pdf",
                                unpaid.path("accessToken").asString())
                        .status())
                .isEqualTo(409);
        assertThat(staff.get("/api/admin/v1/orders/12345678901234/invoice.pdf").status())
                .isEqualTo(404);
        assertThat(staff.get("/api/admin/v1/order-papers/invoices.pdf").status())
                .isEqualTo(400);
        var many = new StringBuilder("?number=1");
        for (var at = 2; at <= 101; at++) {
            many.append("&number=").append(at);
        }
        assertThat(staff.get("/api/admin/v1/order-papers/invoices.pdf" + many).status())
                .isEqualTo(400);
        assertThat(guest.get("/api/admin/v1/orders/" + number(unpaid) + "/packing-slip.pdf")
                        .status())
                .isEqualTo(401);
    }

    private JsonNode order(String sku, int quantity, String note) {
        var wanted = guest.wanted(guest.cartWith(sku, quantity), "capture");
        wanted.put("note", note);
        var answer = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String number(JsonNode order) {
        return order.path("number").asString();
    }

    private byte[] read(String path, String cookie) {
        var request = HttpRequest.newBuilder(shop.address().resolve(path))
                .header("Cookie", cookie)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
            return answer.body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
