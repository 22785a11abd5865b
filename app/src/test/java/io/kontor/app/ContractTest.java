package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.Aftersales.NewParcel;
import io.kontor.aftersales.Aftersales.NewPhoto;
import io.kontor.aftersales.Aftersales.NewReturn;
import io.kontor.aftersales.Aftersales.QuoteReturn;
import io.kontor.aftersales.Aftersales.WantedLine;
import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.fulfilment.Fulfilment;
import io.kontor.identity.Identity;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Problem;
import io.kontor.kernel.Refusal;
import io.kontor.membership.Membership;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.Status;
import io.kontor.platform.module.KontorModule;
import io.kontor.search.Search;
import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Trade;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.springframework.context.annotation.Configuration;

/** What each module promises holds the same whether it is asked in this process or over HTTP. */
@WholeHouse
class ContractTest {
    /** A process that runs nothing of the house and asks for everything. */
    @Configuration(proxyBeanMethods = false)
    static class Asker {}

    private static TestShop elsewhere;
    private final TestShop here;

    ContractTest(TestShop here) {
        this.here = here;
        if (elsewhere == null) {
            elsewhere = startAsker(here);
        }
    }

    private static TestShop startAsker(TestShop shop) {
        var apis = House.MODULES.stream().filter(module -> module.api() != null).toList();
        var asker = KontorModule.of(
                "app", Asker.class, null, apis.stream().map(KontorModule::name).toArray(String[]::new));
        var house = new java.util.ArrayList<>(apis);
        house.add(asker);
        var settings = new java.util.ArrayList<>(List.of("kontor.modules=app"));
        apis.forEach(module -> settings.add("kontor.remote." + module.name() + "=" + shop.address()));
        return TestShop.run(house, TestDatabase.create(), settings);
    }

    @AfterAll
    static void stop() {
        elsewhere.stop();
        elsewhere = null;
    }

    @BeforeEach
    void waitForTheDemoShop() {
        Await.until(() -> assertThat(here.get("/api/store/v1/products?q=teapot&lang=en")
                        .json()
                        .path("total")
                        .asInt())
                .isPositive());
    }

    @Test
    void everyInterfaceIsCalledHere() {
        for (var module : House.MODULES) {
            if (module.api() != null) {
                assertThat(elsewhere.bean(module.api())).as(module.name()).isNotNull();
                assertThat(java.lang.reflect.Proxy.isProxyClass(
                                elsewhere.bean(module.api()).getClass()))
                        .as(module.name())
                        .isTrue();
            }
        }
    }

    @Test
    void aftersales() throws Throwable {
        both(Aftersales.class, aftersales -> {
            var sale = new Sale(here, here, here);
            var cart = sale.openCart();
            Sale.require(
                    here.post(
                            "/api/store/v1/carts/" + cart + "/lines", Map.of("sku", sale.findTeapot(), "quantity", 1)),
                    200);
            var order = Sale.require(sale.place(cart, UUID.randomUUID().toString()), 201);
            var number = order.path("number").asString();
            var parcel = Map.of("carrier", "zto", "trackingNumber", number);
            Sale.require(
                    here.post(
                            "/api/admin/v1/orders/" + number + "/shipments",
                            parcel,
                            "Cookie",
                            Members.admin(here),
                            "Idempotency-Key",
                            number),
                    201);
            var asker = Aftersales.asker(
                    Caller.GUEST, Language.EN, order.path("accessToken").asString());
            var line = aftersales.choices(number, asker).lines().getFirst();
            assertThat(line.returnable()).isEqualTo(1);
            var lines = List.of(new WantedLine(line.lineId(), 1, null));
            var quote = aftersales.quote(number, new QuoteReturn(asker, "return", "damaged", lines));
            var photo = aftersales.keepPhoto(number, new NewPhoto(asker, onePixel()));
            assertThat(aftersales.photo(number, photo.id(), asker).orElseThrow().bytes())
                    .isEqualTo(onePixel());
            var wanted = new NewReturn(asker, "contract", "return", "damaged", "Broken", lines, List.of(photo.id()));
            var made = aftersales.request(number, wanted);
            assertThat(made.refund()).isEqualTo(quote.refund());
            assertThat(aftersales.request(number, wanted)).isEqualTo(made);
            assertThat(aftersales.find(made.number(), asker)).contains(made);
            assertThat(aftersales.ofOrder(number, asker)).containsExactly(made);
            refused(
                    "return-moved-on",
                    409,
                    () -> aftersales.sendParcel(made.number(), new NewParcel(asker, "ZTO", "1")));
            assertThat(aftersales.cancel(made.number(), asker).status()).isEqualTo("cancelled");
            var stranger = Aftersales.asker(Caller.GUEST, Language.EN, "wrong");
            refused("return-not-found", 404, () -> aftersales.choices(number, stranger));
            assertThat(aftersales.find(made.number(), stranger)).isEmpty();
            assertThat(aftersales
                            .ofAccount(UUID.randomUUID(), 10, null, Language.EN)
                            .items())
                    .isEmpty();
        });
    }

    /** A whole picture: what cameras write into it is taken out, so it is read to its end. */
    private static byte[] onePixel() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", picture);
        return picture.toByteArray();
    }

    @Test
    void identity() throws Throwable {
        both(Identity.class, identity -> {
            var email = "contract-" + UUID.randomUUID() + "@example.com";
            var wanted = new Identity.SignUp("Lena", email, null, Members.PASSWORD, "127.0.0.1");
            var signedUp = identity.signUp(wanted);
            assertThat(signedUp.caller().kind()).isEqualTo(Caller.Kind.SHOPPER);
            assertThat(identity.callerOf(signedUp.token())).contains(signedUp.caller());
            refused("account-exists", 409, () -> identity.signUp(wanted));
            refused(
                    "wrong-credentials",
                    401,
                    () -> identity.signIn(new Identity.SignIn(email, "not the password", "127.0.0.1")));
            var signedIn = identity.signIn(new Identity.SignIn(email, Members.PASSWORD, "127.0.0.1"));
            identity.signOut(signedIn.token());
            assertThat(identity.callerOf(signedIn.token())).isEmpty();
            assertThat(identity.callerOf("nobody holds this")).isEmpty();
        });
    }

    @Test
    void inventory() throws Throwable {
        both(Inventory.class, inventory -> {
            var sku = "CONTRACT-" + UUID.randomUUID().toString().substring(0, 8);
            inventory.count(List.of(new Inventory.Count(sku, 5, "stocktaking")));
            var order = UUID.randomUUID();
            var wanted = new Inventory.ReserveStock(order, List.of(new Inventory.Line(sku, 3)), Duration.ofMinutes(10));
            assertThat(inventory.reserve(wanted)).isInstanceOf(Granted.class).isEqualTo(inventory.reserve(wanted));
            assertThat(inventory.available(List.of(sku))).containsExactly(new Inventory.Availability(sku, 2));
            var second = inventory.reserve(new Inventory.ReserveStock(
                    UUID.randomUUID(), List.of(new Inventory.Line(sku, 3)), Duration.ofMinutes(10)));
            assertThat(second).isEqualTo(new Denied(List.of(new Inventory.Shortage(sku, 3, 2))));
            inventory.commit(List.of(order));
            inventory.ship(new Inventory.ShipStock(UUID.randomUUID(), order, List.of(new Inventory.Line(sku, 1))));
            refused(
                    "not-reserved",
                    409,
                    () -> inventory.ship(
                            new Inventory.ShipStock(UUID.randomUUID(), order, List.of(new Inventory.Line(sku, 3)))));
            assertThat(inventory.shipped(new Inventory.ShippedSince(java.time.Instant.EPOCH, 10_000)))
                    .contains(new Inventory.Shipped(sku, 1));
            assertThat(inventory.waitingFor(List.of(order, UUID.randomUUID()))).isEmpty();
            inventory.release(List.of(order));
            assertThat(inventory.available(List.of(sku))).containsExactly(new Inventory.Availability(sku, 4));
            refused(
                    "invalid-request",
                    400,
                    () -> inventory.reserve(
                            new Inventory.ReserveStock(UUID.randomUUID(), List.of(), Duration.ofMinutes(1))));
            refused("invalid-request", 400, () -> inventory.waitingFor(List.of()));
            var policy = here.send(
                    "PUT",
                    "/api/admin/v1/stock/" + sku + "/policy",
                    Map.of("kind", "BACK_ORDER", "most", 9, "days", 7),
                    "Cookie",
                    Members.admin(here));
            assertThat(policy.status()).as(policy.body()).isEqualTo(200);
            var later = UUID.randomUUID();
            var promises = ((Granted) inventory.reserve(new Inventory.ReserveStock(
                            later, List.of(new Inventory.Line(sku, 6)), Duration.ofMinutes(10))))
                    .promises();
            assertThat(inventory.waitingFor(List.of(later)))
                    .containsExactly(new Inventory.Waiting(
                            later, sku, 2, promises.getFirst().on()));
        });
    }

    @Test
    void catalog() throws Throwable {
        both(Catalog.class, catalog -> {
            var offer = teapot();
            assertThat(catalog.offers(List.of(offer.sku(), "NO-SUCH-SKU"))).containsExactly(offer);
            var view = catalog.product(offer.slug(), Language.ZH).orElseThrow();
            assertThat(view.variants()).extracting(Catalog.VariantView::sku).contains(offer.sku());
            assertThat(catalog.product("no-such-product", Language.EN)).isEmpty();
            assertThat(catalog.cards(List.of(offer.productId(), UUID.randomUUID())))
                    .singleElement()
                    .satisfies(card -> assertThat(card.slug()).isEqualTo(offer.slug()));
            assertThat(catalog.categories())
                    .isNotEmpty()
                    .isEqualTo(here.bean(Catalog.class).categories());
            assertThat(catalog.brands()).isNotEmpty();
            assertThat(catalog.documents(List.of(offer.productId())))
                    .singleElement()
                    .satisfies(document -> assertThat(document.skus()).contains(offer.sku()));
            var first = catalog.productIds(null, 2);
            assertThat(catalog.productIds(first.getFirst(), 1)).containsExactly(first.getLast());
        });
    }

    @Test
    void search() throws Throwable {
        both(Search.class, search -> {
            var query = new Search.Query(
                    "teapot",
                    null,
                    List.of(),
                    null,
                    null,
                    Map.of(),
                    false,
                    false,
                    Search.Sort.RELEVANCE,
                    5,
                    null,
                    Language.EN);
            var found = search.find(query);
            assertThat(found.items()).isNotEmpty();
            assertThat(found.facets()).isNotEmpty();
            assertThat(found.total())
                    .isEqualTo(here.bean(Search.class).find(query).total());
            assertThat(search.suggest("chahu", Language.ZH).products()).isNotEmpty();
            assertThat(search.redirect("teapot")).isEmpty();
            refused(
                    "invalid-cursor",
                    400,
                    () -> search.find(new Search.Query(
                            "",
                            null,
                            List.of(),
                            null,
                            null,
                            Map.of(),
                            false,
                            false,
                            Search.Sort.NEWEST,
                            5,
                            "made up",
                            Language.EN)));
        });
    }

    @Test
    void membership() throws Throwable {
        both(Membership.class, membership -> {
            var account = UUID.randomUUID();
            var address = new Membership.Address(
                    "Lena", "13800138000", "CN", "上海市", "上海市", "徐汇区", "淮海中路 1 号", null, "200030");
            var saved = membership.addAddress(account, new Membership.NewAddress(address, true));
            assertThat(membership.addresses(account)).containsExactly(saved);
            refused(
                    "not-found",
                    404,
                    () -> membership.changeAddress(
                            UUID.randomUUID(), saved.id(), new Membership.NewAddress(address, true)));
            membership.removeAddress(account, saved.id());
            assertThat(membership.addresses(account)).isEmpty();
            var product = teapot().productId();
            membership.addFavourite(account, product);
            membership.addFavourite(account, product);
            assertThat(membership.favourites(account, 10, null).items()).hasSize(1);
            membership.removeFavourite(account, product);
            assertThat(membership.favourites(account, 10, null).items()).isEmpty();
        });
    }

    @Test
    void fulfilment() throws Throwable {
        both(Fulfilment.class, fulfilment -> {
            var goods = new Fulfilment.RateRequest("CN", "上海市", null, Money.of(5_000, "CNY"), 500, 1_500);
            var rates = fulfilment.rates(goods);
            assertThat(fulfilment.ratesOfEach(List.of(goods, goods))).containsExactly(rates, rates);
            assertThat(rates.offered()).extracting(Fulfilment.Rate::method).contains("standard", "express");
            var order = UUID.randomUUID();
            var parcel = new Fulfilment.Dispatch(
                    UUID.randomUUID(),
                    order,
                    "TEST-1",
                    "SF Express",
                    "SF123",
                    List.of(new Fulfilment.Line("TEAPOT-RED", 1)));
            var shipment = fulfilment.dispatch(parcel);
            assertThat(fulfilment.dispatch(parcel)).isEqualTo(shipment);
            assertThat(fulfilment.shipments(List.of(order))).containsExactly(shipment);
            refused(
                    "invalid-request",
                    400,
                    () -> fulfilment.dispatch(
                            new Fulfilment.Dispatch(UUID.randomUUID(), order, "TEST-1", "", "", List.of())));
        });
    }

    @Test
    void payment() throws Throwable {
        both(Payment.class, payment -> {
            var order = UUID.randomUUID();
            var wanted = new Payment.NewPayment(
                    UUID.randomUUID(), order, "TEST-1", Money.of(12_900, "CNY"), "sandbox", null);
            var paid = payment.pay(wanted);
            assertThat(paid.status()).isEqualTo(Status.CAPTURED);
            assertThat(payment.pay(wanted).id()).isEqualTo(paid.id());
            assertThat(payment.payments(List.of(order))).hasSize(1);
            assertThat(payment.methods()).contains("sandbox");
            payment.refund(new Payment.NewRefund(UUID.randomUUID(), order, Money.of(12_000, "CNY"), "test"));
            refused(
                    "refund-too-large",
                    409,
                    () -> payment.refund(
                            new Payment.NewRefund(UUID.randomUUID(), order, Money.of(901, "CNY"), "test")));
            refused(
                    "unknown-method",
                    400,
                    () -> payment.pay(new Payment.NewPayment(
                            UUID.randomUUID(), order, "TEST-1", Money.of(1, "CNY"), "shells", null)));
        });
    }

    @Test
    void trade() throws Throwable {
        both(Trade.class, trade -> {
            var shopper = new Trade.Shopper(Caller.GUEST, Language.EN);
            var cart = trade.openCart(shopper);
            var filled = trade.addLine(cart.id(), new Trade.AddLine(shopper, teapot().sku(), 1));
            // How many are left may change at any moment: the order of the other round gives its goods back late.
            assertThat(trade.cart(cart.id(), shopper))
                    .get()
                    .usingRecursiveComparison()
                    .ignoringFields("lines.available")
                    .isEqualTo(filled);
            assertThat(trade.cart(UUID.randomUUID(), shopper)).isEmpty();
            refused("unknown-sku", 404, () -> trade.addLine(cart.id(), new Trade.AddLine(shopper, "NO-SUCH-SKU", 1)));
            var quote = trade.quote(cart.id(), new Trade.QuoteRequest(shopper, null, "standard", List.of("SPRING"), 0));
            assertThat(quote.coupons())
                    .singleElement()
                    .satisfies(coupon -> assertThat(coupon.applied()).isFalse());
            var wanted = new Trade.PlaceOrderRequest(
                    shopper,
                    cart.id(),
                    UUID.randomUUID().toString(),
                    new Trade.Contact("lena@example.com", null),
                    new Trade.Address("Lena", "13800138000", "CN", "上海市", "上海市", null, "淮海中路 1 号", null, null),
                    "standard",
                    new Trade.PaymentChoice("sandbox", "decline"),
                    null,
                    null);
            var order = trade.place(wanted);
            assertThat(trade.place(wanted)).isEqualTo(order);
            assertThat(order.status()).isEqualTo("unpaid");
            var owner = new Trade.Asker(Caller.GUEST, Language.EN, order.accessToken(), null);
            assertThat(trade.order(order.number(), owner)).isPresent();
            assertThat(trade.order(order.number(), new Trade.Asker(Caller.GUEST, Language.EN, "not the token", null)))
                    .isEmpty();
            assertThat(trade.pay(
                                    order.number(),
                                    new Trade.PayOrder(owner, UUID.randomUUID().toString(), "sandbox", null))
                            .status())
                    .isEqualTo("paid");
            assertThat(trade.cancel(order.number(), new Trade.CancelOrder(owner, "changed my mind"))
                            .status())
                    .isEqualTo("cancelled");
            refused("not-shipped", 409, () -> trade.confirmReceipt(order.number(), owner));
        });
    }

    private Offer teapot() {
        var catalog = here.bean(Catalog.class);
        return catalog.offers(List.of("TEAPOT-RED")).getFirst();
    }

    private <T> void both(Class<T> api, ThrowingConsumer<T> contract) throws Throwable {
        contract.accept(here.bean(api));
        contract.accept(elsewhere.bean(api));
    }

    private static void refused(String code, int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        Problem problem = refusal.problem();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(refusal.detail()).isNotBlank();
        assertThat(refusal.is(CommonProblem.DEFECT)).isFalse();
    }
}
