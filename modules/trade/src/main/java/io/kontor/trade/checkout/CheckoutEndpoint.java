package io.kontor.trade.checkout;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.PaymentChoice;
import io.kontor.trade.Trade.PlaceOrderRequest;
import io.kontor.trade.Trade.Quote;
import io.kontor.trade.Trade.QuoteRequest;
import io.kontor.trade.Trade.Shopper;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Checkout in the store API. */
@RestController
@Access(Caller.Kind.GUEST)
class CheckoutEndpoint {
    private final QuoteCheckout quoteCheckout;
    private final PlaceOrder placeOrder;

    CheckoutEndpoint(QuoteCheckout quoteCheckout, PlaceOrder placeOrder) {
        this.quoteCheckout = quoteCheckout;
        this.placeOrder = placeOrder;
    }

    /** All of it may be left out while the buyer has not said it yet. */
    record QuoteWanted(
            @Nullable Address address,
            @Nullable String deliveryMethod,
            @Nullable List<String> coupons,
            @Nullable Integer points) {}

    /**
     * @param expectedTotal what the buyer saw that is to be paid in money; when it is another by now nothing is ordered
     * @param coupons and {@code points} as in the quote
     */
    record OrderWanted(
            UUID cartId,
            Contact contact,
            Address address,
            String deliveryMethod,
            PaymentChoice payment,
            @Nullable String note,
            @Nullable Money expectedTotal,
            @Nullable List<String> coupons,
            @Nullable Integer points) {}

    @PostMapping("/api/store/v1/carts/{cartId}/quote")
    ResponseEntity<Quote> quote(
            @PathVariable UUID cartId, @RequestBody Optional<QuoteWanted> wanted, Caller caller, Language language) {
        var asked = wanted.orElse(new QuoteWanted(null, null, null, null));
        var quote = quoteCheckout.quote(
                cartId,
                new QuoteRequest(
                        new Shopper(caller, language),
                        asked.address(),
                        asked.deliveryMethod(),
                        asked.coupons(),
                        asked.points()));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(quote);
    }

    @PostMapping("/api/store/v1/orders")
    ResponseEntity<Order> place(
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody OrderWanted wanted,
            Caller caller,
            Language language) {
        return placeOrder.place(new PlaceOrderRequest(
                new Shopper(caller, language),
                wanted.cartId(),
                key,
                wanted.contact(),
                wanted.address(),
                wanted.deliveryMethod(),
                wanted.payment(),
                wanted.note(),
                wanted.expectedTotal(),
                wanted.coupons(),
                wanted.points()));
    }
}
