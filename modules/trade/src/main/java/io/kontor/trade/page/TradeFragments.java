package io.kontor.trade.page;

import io.kontor.kernel.CommonProblem;
import io.kontor.payment.Payment;
import io.kontor.platform.fragment.Fragment;
import io.kontor.platform.fragment.FragmentHtml;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.QuoteRequest;
import io.kontor.trade.Trade.Shopper;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What trade shows on the shop's pages. All of it is personal: none of these fragments may be kept. */
@Configuration(proxyBeanMethods = false)
class TradeFragments {
    private static final int ORDERS = 10;

    private final Trade trade;
    private final Payment payment;
    private final Templates templates;

    TradeFragments(Trade trade, Payment payment, Templates templates) {
        this.trade = trade;
        this.payment = payment;
        this.templates = templates;
    }

    /** The cart. Parameters: {@code cartId} or none, {@code notice} a code of this module's messages or none, {@code problem} a sentence or none. */
    @Bean("trade.cart")
    Fragment cart() {
        return Fragment.of("trade.cart", request -> {
            var parameters = parameters(request);
            parameters.put("cart", cartOf(request).orElse(null));
            parameters.put("notice", request.parameter("notice"));
            parameters.put("problem", request.parameter("problem"));
            return personal(templates.render("trade/cart", parameters), Map.of());
        });
    }

    private Optional<Cart> cartOf(FragmentRequest request) {
        var cartId = request.parameter("cartId");
        return cartId == null ? Optional.empty() : trade.cart(UUID.fromString(cartId), shopper(request));
    }

    /**
     * The form that turns a cart into an order. Parameters: {@code cartId}, {@code value.<field>} and
     * {@code error.<field>} as {@link CheckoutForm} tells, {@code problem} a sentence or none, {@code key} for
     * idempotency, {@code addresses} HTML to choose a known address from.
     */
    @Bean("trade.checkout")
    Fragment checkout() {
        return Fragment.of("trade.checkout", request -> {
            var form = new CheckoutForm(words(request), request.parameters());
            var quote = trade.quote(UUID.fromString(request.require("cartId")), quoteRequest(request, form));
            var parameters = parameters(request);
            parameters.put("form", form);
            parameters.put("quote", quote);
            parameters.put("pictures", picturesOf(request));
            parameters.put("methods", payment.methods());
            parameters.put("key", request.require("key"));
            parameters.put("problem", request.parameter("problem"));
            parameters.put("signedIn", request.caller().isShopper());
            parameters.put("addresses", Objects.requireNonNullElse(request.parameter("addresses"), ""));
            return personal(
                    templates.render("trade/checkout", parameters),
                    Map.of("lines", String.valueOf(quote.lines().size())));
        });
    }

    private static QuoteRequest quoteRequest(FragmentRequest request, CheckoutForm form) {
        var address = new Trade.Address(
                null,
                null,
                blankToNull(form.value("country")),
                blankToNull(form.value("region")),
                blankToNull(form.value("city")),
                null,
                null,
                null,
                blankToNull(form.value("postcode")));
        return new QuoteRequest(shopper(request), address, blankToNull(form.value("deliveryMethod")), null, null);
    }

    /** Pictures by SKU: a quote is about money and has none. */
    private Map<String, Trade.CartLine> picturesOf(FragmentRequest request) {
        var pictures = new HashMap<String, Trade.CartLine>();
        cartOf(request).ifPresent(cart -> cart.lines().forEach(line -> pictures.put(line.sku(), line)));
        return pictures;
    }

    /**
     * An order. Parameters: {@code number}, {@code accessToken} or none, {@code thanks} {@code 1} right after it was
     * placed, {@code notice} a code of this module's messages or none, {@code problem} a sentence or none; what was typed
     * for another address, as {@link CheckoutForm} tells.
     */
    @Bean("trade.order")
    Fragment order() {
        return Fragment.of("trade.order", request -> {
            var asker = new Asker(request.caller(), request.language(), request.parameter("accessToken"), null);
            var order = trade.order(request.require("number"), asker)
                    .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such order, or it is not yours."));
            var parameters = parameters(request);
            parameters.put("view", new OrderView(words(request), order));
            parameters.put("address", CheckoutForm.of(words(request), request.parameters(), order.address()));
            parameters.put("thanks", "1".equals(request.parameter("thanks")));
            parameters.put("signedIn", request.caller().isShopper());
            parameters.put("notice", request.parameter("notice"));
            parameters.put("problem", request.parameter("problem"));
            parameters.put("methods", payment.methods());
            return personal(
                    templates.render("trade/order", parameters),
                    Map.of("title", words(request).text("order.title", order.number())));
        });
    }

    /** The caller's orders, newest first. Parameters: {@code cursor} or none, {@code under} {@code 1} where another title stands above. */
    @Bean("trade.orders")
    Fragment orders() {
        return Fragment.of("trade.orders", request -> {
            var page = trade.orders(
                    request.caller().requireAccountId(),
                    ORDERS,
                    blankToNull(request.parameter("cursor")),
                    request.language());
            var parameters = parameters(request);
            parameters.put("orders", page.items());
            parameters.put("next", page.next());
            parameters.put("under", "1".equals(request.parameter("under")));
            parameters.put("first", blankToNull(request.parameter("cursor")) == null);
            return personal(templates.render("trade/orders", parameters), Map.of());
        });
    }

    /** The form that finds an order by its number. Parameters: {@code value.number}, {@code value.contact}, {@code problem} a code or none. */
    @Bean("trade.order-look-up")
    Fragment orderLookUp() {
        return Fragment.of("trade.order-look-up", request -> {
            var parameters = parameters(request);
            parameters.put("number", Objects.requireNonNullElse(request.parameter("value.number"), ""));
            parameters.put("contact", Objects.requireNonNullElse(request.parameter("value.contact"), ""));
            parameters.put("problem", request.parameter("problem"));
            return personal(templates.render("trade/order-look-up", parameters), Map.of());
        });
    }

    private static Map<String, @Nullable Object> parameters(FragmentRequest request) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("words", words(request));
        return parameters;
    }

    private static FragmentHtml personal(String html, Map<String, String> head) {
        return new FragmentHtml(html, Set.of(), head);
    }

    private static Shopper shopper(FragmentRequest request) {
        return new Shopper(request.caller(), request.language());
    }

    private static Words words(FragmentRequest request) {
        return Words.of("trade", request.language());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
