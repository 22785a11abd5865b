package io.kontor.storefront.order;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.membership.Membership;
import io.kontor.membership.Membership.SavedAddress;
import io.kontor.platform.access.Access;
import io.kontor.storefront.cart.CartCookie;
import io.kontor.storefront.page.Draft;
import io.kontor.storefront.page.FormFields;
import io.kontor.storefront.page.Pages;
import io.kontor.storefront.page.Wordings;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.PaymentChoice;
import io.kontor.trade.Trade.PlaceOrderRequest;
import io.kontor.trade.Trade.Shopper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One page from the cart to the order. */
@RestController
@Access(Caller.Kind.GUEST)
class CheckoutPage {
    private static final List<String> FIELDS = List.of(
            "name",
            "phone",
            "email",
            "country",
            "region",
            "city",
            "district",
            "line1",
            "line2",
            "postcode",
            "deliveryMethod",
            "payment",
            "outcome",
            "note",
            "expectedTotal",
            "currency",
            "key",
            "step");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String HOME_COUNTRY = "CN";

    private final Trade trade;
    private final Membership membership;
    private final Pages pages;

    CheckoutPage(Trade trade, Membership membership, Pages pages) {
        this.trade = trade;
        this.membership = membership;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/checkout")
    ResponseEntity<String> checkout(
            @RequestParam(required = false) @Nullable String address,
            Caller caller,
            Language language,
            HttpServletRequest request) {
        var cartId = filledCart(caller, language, request);
        if (cartId.isEmpty()) {
            return Pages.seeOther("/" + language.code() + "/cart");
        }
        var chosen = savedAddress(caller, address);
        var form = FormFields.of(new LinkedMultiValueMap<>(), FIELDS);
        form.set("country", HOME_COUNTRY);
        chosen.ifPresent(saved -> fill(form, saved));
        var id = chosen.map(saved -> saved.id().toString()).orElse("new");
        return page(HttpStatus.OK, cartId.get(), form, id, null, request);
    }

    /** The cart of this browser, if there is something in it. */
    private Optional<UUID> filledCart(Caller caller, Language language, HttpServletRequest request) {
        return CartCookie.find(request)
                .filter(cartId -> trade.cart(cartId, new Shopper(caller, language))
                        .filter(cart -> cart.lines().stream().anyMatch(Trade.CartLine::selected))
                        .isPresent());
    }

    /** The saved address that was chosen; the default one when nothing was. */
    private Optional<SavedAddress> savedAddress(Caller caller, @Nullable String wanted) {
        if (!caller.isShopper() || "new".equals(wanted)) {
            return Optional.empty();
        }
        var saved = membership.addresses(caller.requireAccountId());
        return saved.stream()
                .filter(address -> wanted == null || address.id().toString().equals(wanted))
                .findFirst();
    }

    private static void fill(FormFields form, SavedAddress saved) {
        var address = saved.address();
        form.set("name", address.name());
        form.set("phone", address.phone());
        form.set("country", address.country());
        form.set("region", address.region());
        form.set("city", address.city());
        form.set("district", Objects.requireNonNullElse(address.district(), ""));
        form.set("line1", address.line1());
        form.set("line2", Objects.requireNonNullElse(address.line2(), ""));
        form.set("postcode", Objects.requireNonNullElse(address.postcode(), ""));
    }

    @PostMapping("/{lang:zh|en}/checkout")
    ResponseEntity<String> place(
            @RequestParam MultiValueMap<String, String> sent,
            Caller caller,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = FormFields.of(sent, FIELDS);
        var cartId = CartCookie.find(request);
        if (cartId.isEmpty()) {
            return Pages.seeOther("/" + language.code() + "/cart");
        }
        if (form.value("step").equals("quote")) {
            return filledCart(caller, language, request).isEmpty()
                    ? Pages.seeOther("/" + language.code() + "/cart")
                    : page(HttpStatus.OK, cartId.get(), form, "", null, request);
        }
        check(form);
        if (form.hasErrors()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, cartId.get(), form, "", null, request);
        }
        try {
            var order = trade.place(wanted(cartId.get(), form, new Shopper(caller, language)));
            OrderTokens.remember(request, response, order);
            return Pages.seeOther("/" + language.code() + "/orders/" + order.number() + "/thanks");
        } catch (Refusal refusal) {
            return refused(refusal, cartId.get(), form, caller, language, request);
        }
    }

    private static void check(FormFields form) {
        form.require("name", 60)
                .require("phone", 20)
                .phone("phone")
                .atMost("email", 200)
                .email("email")
                .require("region", 60)
                .require("city", 60)
                .atMost("district", 60)
                .require("line1", 120)
                .atMost("line2", 120)
                .atMost("postcode", 16)
                .atMost("note", 500);
        if (!COUNTRIES.contains(form.value("country"))) {
            form.wrong("country", "invalid");
        }
        if (form.value("deliveryMethod").isEmpty()) {
            form.wrong("deliveryMethod", "invalid");
        }
    }

    private static PlaceOrderRequest wanted(UUID cartId, FormFields form, Shopper shopper) {
        var phone = form.value("phone").replaceAll("[ -]", "");
        var address = new Address(
                form.value("name"),
                phone,
                form.value("country"),
                form.value("region"),
                form.value("city"),
                form.orNull("district"),
                form.value("line1"),
                form.orNull("line2"),
                form.orNull("postcode"));
        return new PlaceOrderRequest(
                shopper,
                cartId,
                keyOf(form),
                new Contact(form.orNull("email"), phone),
                address,
                form.value("deliveryMethod"),
                new PaymentChoice(
                        form.value("payment").isEmpty() ? "sandbox" : form.value("payment"), form.orNull("outcome")),
                form.orNull("note"),
                expectedTotal(form));
    }

    private static String keyOf(FormFields form) {
        return form.value("key").matches("[A-Za-z0-9-]{8,64}")
                ? form.value("key")
                : UUID.randomUUID().toString();
    }

    /** The total the shopper saw; null when the form does not tell one that can be read. */
    private static @Nullable Money expectedTotal(FormFields form) {
        try {
            return Money.parse(form.value("expectedTotal"), form.value("currency"));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private ResponseEntity<String> refused(
            Refusal refusal,
            UUID cartId,
            FormFields form,
            Caller caller,
            Language language,
            HttpServletRequest request) {
        if (filledCart(caller, language, request).isEmpty()) {
            return Pages.seeOther("/" + language.code() + "/cart");
        }
        var named = form.take(refusal);
        return page(HttpStatus.valueOf(refusal.problem().status()), cartId, form, "", named ? null : refusal, request);
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            UUID cartId,
            FormFields form,
            String chosenAddress,
            @Nullable Refusal refusal,
            HttpServletRequest request) {
        var draft = pages.personal(request);
        var parameters = new HashMap<>(form.asParameters());
        parameters.put("cartId", cartId.toString());
        // An order that was refused is another order when it is sent again with something changed.
        parameters.put("key", UUID.randomUUID().toString());
        parameters.put("addresses", addressChoice(draft, chosenAddress));
        if (refusal != null) {
            parameters.put("problem", Wordings.of(refusal, draft.words()));
        }
        draft.titled(draft.words().text("checkout.title"));
        return pages.answer(
                status, draft, pages.render("plain", Map.of("content", draft.place("trade.checkout", parameters))));
    }

    private static String addressChoice(Draft draft, String chosen) {
        return draft.caller().isShopper()
                ? draft.placeOr(
                        "",
                        "membership.address-choice",
                        Map.of("path", draft.words().home() + "/checkout", "chosen", chosen))
                : "";
    }
}
