package io.kontor.storefront.cart;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.CallerFilter;
import io.kontor.storefront.page.Pages;
import io.kontor.storefront.page.Wordings;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.AddLine;
import io.kontor.trade.Trade.ChangeLine;
import io.kontor.trade.Trade.SelectLines;
import io.kontor.trade.Trade.Shopper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cart, and the forms that change it. */
@RestController
@Access(Caller.Kind.GUEST)
class CartPage {
    private final Trade trade;
    private final Pages pages;

    CartPage(Trade trade, Pages pages) {
        this.trade = trade;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/cart")
    ResponseEntity<String> cart(
            @RequestParam(required = false) @Nullable String notice,
            Caller caller,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cartId = CartCookie.find(request).or(() -> accountsCart(caller, language, request, response));
        return page(HttpStatus.OK, cartId, notice, null, request);
    }

    /** A shopper who comes with another browser finds the account's cart. */
    private Optional<UUID> accountsCart(
            Caller caller, Language language, HttpServletRequest request, HttpServletResponse response) {
        if (!caller.isShopper()) {
            return Optional.empty();
        }
        var cart = trade.openCart(new Shopper(caller, language));
        CartCookie.set(request, response, cart.id());
        return Optional.of(cart.id());
    }

    @PostMapping("/{lang:zh|en}/cart/lines")
    ResponseEntity<String> add(
            @RequestParam(defaultValue = "") String sku,
            @RequestParam(defaultValue = "1") String quantity,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var shopper = new Shopper(CallerFilter.of(request), language);
        try {
            var line = new AddLine(shopper, sku, numberOf(quantity));
            var known = CartCookie.find(request)
                    .filter(cartId -> trade.cart(cartId, shopper).isPresent());
            var cartId = known.orElseGet(() -> trade.openCart(shopper).id());
            trade.addLine(cartId, line);
            CartCookie.set(request, response, cartId);
            return Pages.seeOther("/" + language.code() + "/cart?notice=added");
        } catch (Refusal refusal) {
            return refused(refusal, request);
        }
    }

    /** @param saved {@code 1} or {@code 0}, as the others; what is not sent stays */
    @PostMapping("/{lang:zh|en}/cart/lines/{lineId}")
    ResponseEntity<String> change(
            @PathVariable UUID lineId,
            @RequestParam(required = false) @Nullable String quantity,
            @RequestParam(required = false) @Nullable Boolean selected,
            @RequestParam(required = false) @Nullable Boolean saved,
            @RequestParam(required = false) @Nullable Boolean acceptPrice,
            Language language,
            HttpServletRequest request) {
        var here = "/" + language.code() + "/cart";
        var cartId = CartCookie.find(request);
        if (cartId.isEmpty()) {
            return Pages.seeOther(here);
        }
        try {
            var shopper = new Shopper(CallerFilter.of(request), language);
            var wanted =
                    new ChangeLine(shopper, quantity == null ? null : numberOf(quantity), selected, saved, acceptPrice);
            trade.changeLine(cartId.get(), lineId, wanted);
            return Pages.seeOther(here + "?notice=" + noticeOf(wanted));
        } catch (Refusal refusal) {
            return refused(refusal, request);
        }
    }

    private static String noticeOf(ChangeLine wanted) {
        if (wanted.saved() != null) {
            return wanted.saved() ? "saved" : "back";
        }
        if (wanted.acceptPrice() != null) {
            return "accepted";
        }
        return wanted.quantity() == null ? "selected" : wanted.quantity() == 0 ? "removed" : "changed";
    }

    /** @param lines {@code all} or {@code none}; without it those that are ticked */
    @PostMapping("/{lang:zh|en}/cart/selection")
    ResponseEntity<String> select(
            @RequestParam(required = false) @Nullable List<UUID> line,
            @RequestParam(defaultValue = "") String lines,
            Language language,
            HttpServletRequest request) {
        var here = "/" + language.code() + "/cart";
        var cartId = CartCookie.find(request);
        if (cartId.isEmpty()) {
            return Pages.seeOther(here);
        }
        var shopper = new Shopper(CallerFilter.of(request), language);
        try {
            var wanted = switch (lines) {
                case "none" -> List.<UUID>of();
                case "all" ->
                    trade.cart(cartId.get(), shopper).stream()
                            .flatMap(cart -> cart.lines().stream())
                            .map(Trade.CartLine::id)
                            .toList();
                default -> line == null ? List.<UUID>of() : line;
            };
            trade.selectLines(cartId.get(), new SelectLines(shopper, wanted));
            return Pages.seeOther(here + "?notice=selected");
        } catch (Refusal refusal) {
            return refused(refusal, request);
        }
    }

    private ResponseEntity<String> refused(Refusal refusal, HttpServletRequest request) {
        var status = HttpStatus.valueOf(refusal.problem().status());
        return page(status, CartCookie.find(request), null, refusal, request);
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            Optional<UUID> cartId,
            @Nullable String notice,
            @Nullable Refusal refusal,
            HttpServletRequest request) {
        var draft = pages.personal(request);
        var parameters = new HashMap<String, String>();
        cartId.ifPresent(id -> parameters.put("cartId", id.toString()));
        if (notice != null && notice.length() < 40) {
            parameters.put("notice", notice);
        }
        if (refusal != null) {
            parameters.put("problem", Wordings.of(refusal, draft.words()));
        }
        draft.titled(draft.words().text("cart.title")).at("/cart");
        return pages.answer(
                status, draft, pages.render("plain", Map.of("content", draft.place("trade.cart", parameters))));
    }

    /** What cannot be a quantity becomes one that trade refuses with a reason. */
    private static int numberOf(String quantity) {
        try {
            return Integer.parseInt(quantity.strip());
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
