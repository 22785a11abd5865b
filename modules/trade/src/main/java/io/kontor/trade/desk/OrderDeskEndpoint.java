package io.kontor.trade.desk;

import io.kontor.identity.Identity;
import io.kontor.identity.Identity.Shopper;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.PaymentChoice;
import io.kontor.trade.Trade.PlaceOrderRequest;
import io.kontor.trade.Trade.Quote;
import io.kontor.trade.Trade.QuoteRequest;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.checkout.QuoteCheckout;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.order.ShowOrder;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders that staff places for a customer, on the phone or at the counter. The customer pays by the link to the order. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "orders.place")
class OrderDeskEndpoint {
    private static final int LOGIN_MAX = 254;

    private final Identity identity;
    private final QuoteCheckout quoteCheckout;
    private final PlaceForCustomer placeForCustomer;
    private final OrderStore orders;
    private final ShowOrder showOrder;

    OrderDeskEndpoint(
            Identity identity,
            QuoteCheckout quoteCheckout,
            PlaceForCustomer placeForCustomer,
            OrderStore orders,
            ShowOrder showOrder) {
        this.identity = identity;
        this.quoteCheckout = quoteCheckout;
        this.placeForCustomer = placeForCustomer;
        this.orders = orders;
        this.showOrder = showOrder;
    }

    /** @param cartId with the goods, opened by the store API; {@code login}: e-mail or phone of the account, null for a guest */
    record OrderWanted(
            UUID cartId,
            @Nullable String login,
            @Nullable Contact contact,
            Address address,
            String deliveryMethod,
            @Nullable String note,
            @Nullable Money expectedTotal,
            @Nullable List<String> coupons) {}

    /** @param path of the shop's page where the customer sees and pays it without signing in: as secret as a password */
    record Placed(String number, String status, Money total, String path) {}

    /** A customer's account, by e-mail address or phone number. */
    @GetMapping("/api/admin/v1/order-desk/customers")
    ResponseEntity<Shopper> customer(@RequestParam String login) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(require(login));
    }

    private Shopper require(String login) {
        if (login.isBlank() || login.length() > LOGIN_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Name an e-mail address or a phone number.")
                    .with("field", "login");
        }
        return identity.shopper(login.strip())
                .orElseThrow(() -> TradeProblem.CUSTOMER_NOT_FOUND.refusal(
                        "Nobody has an account with that. Order for a guest, by contact."));
    }

    /** @param login of the account, null for a guest; {@code contact} as far as it is known */
    record QuoteWanted(
            @Nullable UUID cartId,
            @Nullable String login,
            @Nullable Contact contact,
            @Nullable Address address,
            @Nullable String deliveryMethod,
            @Nullable List<String> coupons) {}

    /** What a cart would cost the customer, and what stands in the way, such as what they had of limited goods already. */
    @PostMapping("/api/admin/v1/order-desk/quotes")
    ResponseEntity<Quote> quote(@RequestBody QuoteWanted wanted, Caller caller, Language language) {
        if (wanted.cartId() == null) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Name the cart with the goods.")
                    .with("field", "cartId");
        }
        var customer = wanted.login() == null || wanted.login().isBlank() ? null : require(wanted.login());
        var request = new QuoteRequest(
                new io.kontor.trade.Trade.Shopper(caller, language),
                wanted.address(),
                wanted.deliveryMethod(),
                wanted.coupons(),
                null);
        var quote = quoteCheckout.quoteFor(
                wanted.cartId(),
                customer == null ? null : customer.accountId(),
                contact(wanted.contact(), customer),
                request);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(quote);
    }

    private static Contact contact(@Nullable Contact given, @Nullable Shopper customer) {
        return given == null && customer != null
                ? new Contact(customer.email(), customer.phone())
                : Objects.requireNonNullElse(given, new Contact(null, null));
    }

    /** Places the order and takes no payment. The same key gets the first order again. */
    @PostMapping("/api/admin/v1/orders")
    ResponseEntity<Placed> place(
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody OrderWanted wanted,
            Caller caller,
            Language language) {
        var customer = wanted.login() == null || wanted.login().isBlank() ? null : require(wanted.login());
        var request = new PlaceOrderRequest(
                new io.kontor.trade.Trade.Shopper(caller, language),
                wanted.cartId(),
                key,
                contact(wanted.contact(), customer),
                wanted.address(),
                wanted.deliveryMethod(),
                new PaymentChoice("later", null),
                wanted.note(),
                wanted.expectedTotal(),
                wanted.coupons(),
                null);
        var order = placeForCustomer.place(request, customer == null ? null : customer.accountId());
        return ResponseEntity.created(URI.create("/api/admin/v1/orders/" + order.number()))
                .cacheControl(CacheControl.noStore())
                .body(placed(order, language));
    }

    /** The link by which the customer sees and pays an order without signing in. */
    @GetMapping("/api/admin/v1/orders/{number}/link")
    ResponseEntity<Placed> link(@PathVariable String number, Language language) {
        var order = orders.findByNumber(number).orElseThrow(OrderStore::unknown);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(placed(order, language));
    }

    private Placed placed(KeptOrder order, Language language) {
        var path = "/" + language.code() + "/orders/" + order.number() + "?token=" + showOrder.token(order);
        return new Placed(order.number(), order.status().code(), order.totals().total(), path);
    }
}
