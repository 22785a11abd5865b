package io.kontor.storefront.account;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.membership.Membership;
import io.kontor.membership.Membership.Address;
import io.kontor.membership.Membership.NewAddress;
import io.kontor.platform.access.Access;
import io.kontor.storefront.page.Draft;
import io.kontor.storefront.page.FormFields;
import io.kontor.storefront.page.Pages;
import io.kontor.storefront.page.Wordings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What belongs to a shopper who signed in: orders, addresses, favourites. */
@RestController
@Access(Caller.Kind.SHOPPER)
class AccountPage {
    private static final List<String> ADDRESS_FIELDS =
            List.of("name", "phone", "country", "region", "city", "district", "line1", "line2", "postcode", "default");

    private final Membership membership;
    private final Pages pages;

    AccountPage(Membership membership, Pages pages) {
        this.membership = membership;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/account")
    ResponseEntity<String> overview(HttpServletRequest request) {
        var draft = pages.personal(request);
        var orders = draft.place("trade.orders", Map.of("under", "1"));
        return page(HttpStatus.OK, draft, "overview", draft.place("identity.account", Map.of("beside", orders)));
    }

    @GetMapping("/{lang:zh|en}/account/orders")
    ResponseEntity<String> orders(@RequestParam(required = false) @Nullable String cursor, HttpServletRequest request) {
        var draft = pages.personal(request);
        return page(HttpStatus.OK, draft, "orders", draft.place("trade.orders", cursor(cursor)));
    }

    @GetMapping("/{lang:zh|en}/account/returns")
    ResponseEntity<String> returns(
            @RequestParam(required = false) @Nullable String cursor, HttpServletRequest request) {
        var draft = pages.personal(request);
        return page(HttpStatus.OK, draft, "returns", draft.place("aftersales.requests", cursor(cursor)));
    }

    @GetMapping("/{lang:zh|en}/account/favourites")
    ResponseEntity<String> favourites(
            @RequestParam(required = false) @Nullable String cursor, HttpServletRequest request) {
        var draft = pages.personal(request);
        return page(HttpStatus.OK, draft, "favourites", draft.place("membership.favourites", cursor(cursor)));
    }

    private static Map<String, String> cursor(@Nullable String cursor) {
        return cursor == null ? Map.of() : Map.of("cursor", cursor);
    }

    @PostMapping("/{lang:zh|en}/account/favourites/{productId}")
    @Access(Caller.Kind.GUEST)
    ResponseEntity<String> keep(
            @PathVariable UUID productId,
            @RequestParam(defaultValue = "") String back,
            Caller caller,
            Language language) {
        var home = "/" + language.code();
        if (!caller.isShopper()) {
            var product = back.matches(home + "/p/[A-Za-z0-9_.~-]{1,200}") ? "?back=" + back : "";
            return Pages.seeOther(home + "/sign-in" + product);
        }
        membership.addFavourite(caller.requireAccountId(), productId);
        return Pages.seeOther(home + "/account/favourites");
    }

    @PostMapping("/{lang:zh|en}/account/favourites/{productId}/removal")
    ResponseEntity<String> unkeep(@PathVariable UUID productId, Caller caller, Language language) {
        membership.removeFavourite(caller.requireAccountId(), productId);
        return Pages.seeOther("/" + language.code() + "/account/favourites");
    }

    @GetMapping("/{lang:zh|en}/account/addresses")
    ResponseEntity<String> addresses(
            @RequestParam(required = false) @Nullable String notice, HttpServletRequest request) {
        var draft = pages.personal(request);
        var parameters = notice == null || notice.length() > 40 ? Map.<String, String>of() : Map.of("notice", notice);
        return page(HttpStatus.OK, draft, "addresses", draft.place("membership.addresses", parameters));
    }

    @GetMapping("/{lang:zh|en}/account/addresses/new")
    ResponseEntity<String> newAddress(HttpServletRequest request) {
        return addressForm(HttpStatus.OK, null, Map.of(), request);
    }

    @GetMapping("/{lang:zh|en}/account/addresses/{addressId}")
    ResponseEntity<String> address(@PathVariable UUID addressId, HttpServletRequest request) {
        return addressForm(HttpStatus.OK, addressId, Map.of(), request);
    }

    @PostMapping("/{lang:zh|en}/account/addresses/new")
    ResponseEntity<String> addAddress(
            @RequestParam MultiValueMap<String, String> sent, Caller caller, HttpServletRequest request) {
        return save(sent, null, request, address -> membership.addAddress(caller.requireAccountId(), address));
    }

    @PostMapping("/{lang:zh|en}/account/addresses/{addressId}")
    ResponseEntity<String> changeAddress(
            @PathVariable UUID addressId,
            @RequestParam MultiValueMap<String, String> sent,
            Caller caller,
            HttpServletRequest request) {
        return save(
                sent,
                addressId,
                request,
                address -> membership.changeAddress(caller.requireAccountId(), addressId, address));
    }

    @PostMapping("/{lang:zh|en}/account/addresses/{addressId}/removal")
    ResponseEntity<String> removeAddress(@PathVariable UUID addressId, Caller caller, Language language) {
        membership.removeAddress(caller.requireAccountId(), addressId);
        return Pages.seeOther("/" + language.code() + "/account/addresses?notice=removed");
    }

    private interface Saving {
        void save(NewAddress address);
    }

    private ResponseEntity<String> save(
            MultiValueMap<String, String> sent, @Nullable UUID addressId, HttpServletRequest request, Saving saving) {
        var form = FormFields.of(sent, ADDRESS_FIELDS);
        form.require("name", 60)
                .require("phone", 20)
                .phone("phone")
                .require("country", 2)
                .require("region", 60)
                .require("city", 60)
                .atMost("district", 60)
                .require("line1", 120)
                .atMost("line2", 120)
                .atMost("postcode", 16);
        if (form.hasErrors()) {
            return addressForm(HttpStatus.UNPROCESSABLE_CONTENT, addressId, form.asParameters(), request);
        }
        try {
            saving.save(new NewAddress(addressOf(form), !form.value("default").isEmpty()));
            return Pages.seeOther(request.getRequestURI().substring(0, 3) + "/account/addresses?notice=saved");
        } catch (Refusal refusal) {
            var status = HttpStatus.valueOf(refusal.problem().status());
            if (form.take(refusal)) {
                return addressForm(status, addressId, form.asParameters(), request);
            }
            var draft = pages.personal(request);
            var problem = Map.of("problem", Wordings.of(refusal, draft.words()));
            return page(status, draft, "addresses", draft.place("membership.addresses", problem));
        }
    }

    private static Address addressOf(FormFields form) {
        return new Address(
                form.value("name"),
                form.value("phone").replaceAll("[ -]", ""),
                form.value("country"),
                form.value("region"),
                form.value("city"),
                form.orNull("district"),
                form.value("line1"),
                form.orNull("line2"),
                form.orNull("postcode"));
    }

    private ResponseEntity<String> addressForm(
            HttpStatus status, @Nullable UUID addressId, Map<String, String> typed, HttpServletRequest request) {
        var draft = pages.personal(request);
        var parameters = new HashMap<>(typed);
        if (addressId != null) {
            parameters.put("id", addressId.toString());
        }
        return page(status, draft, "addresses", draft.place("membership.address-form", parameters));
    }

    private ResponseEntity<String> page(HttpStatus status, Draft draft, String current, String content) {
        draft.titled(draft.words().text("account." + current));
        return pages.answer(
                status,
                draft,
                pages.render("account", Map.of("words", draft.words(), "current", current, "content", content)));
    }
}
