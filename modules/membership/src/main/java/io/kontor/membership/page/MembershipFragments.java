package io.kontor.membership.page;

import io.kontor.kernel.CommonProblem;
import io.kontor.membership.Membership;
import io.kontor.platform.fragment.Fragment;
import io.kontor.platform.fragment.FragmentHtml;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A shopper's address book and favourites on the shop's pages. All of it is personal: none of these fragments may be kept. */
@Configuration(proxyBeanMethods = false)
class MembershipFragments {
    private static final int FAVOURITES = 24;

    private final Membership membership;
    private final Templates templates;

    MembershipFragments(Membership membership, Templates templates) {
        this.membership = membership;
        this.templates = templates;
    }

    /** Parameters: {@code notice} a code of this module's messages or none, {@code problem} a sentence or none. */
    @Bean("membership.addresses")
    Fragment addresses() {
        return Fragment.of("membership.addresses", request -> {
            var parameters = parameters(request);
            parameters.put("addresses", membership.addresses(request.caller().requireAccountId()));
            parameters.put("notice", request.parameter("notice"));
            parameters.put("problem", request.parameter("problem"));
            return FragmentHtml.of(templates.render("membership/addresses", parameters));
        });
    }

    /**
     * A form for a new address, or for one that is there. Parameters: {@code id} or none, {@code value.<field>} when
     * something was typed, {@code error.<field>} a code or a sentence.
     */
    @Bean("membership.address-form")
    Fragment addressForm() {
        return Fragment.of("membership.address-form", request -> {
            var id = request.parameter("id");
            var typed = request.parameters().keySet().stream().anyMatch(name -> name.startsWith("value."));
            var values = new HashMap<>(request.parameters());
            if (id != null && !typed) {
                values.putAll(membership.addresses(request.caller().requireAccountId()).stream()
                        .filter(saved -> saved.id().toString().equals(id))
                        .findFirst()
                        .map(AddressForm::valuesOf)
                        .orElseThrow(() ->
                                CommonProblem.NOT_FOUND.refusal("There is no such address in your address book.")));
            }
            var parameters = parameters(request);
            parameters.put("form", new AddressForm(words(request), values));
            parameters.put("id", id);
            return FragmentHtml.of(templates.render("membership/address-form", parameters));
        });
    }

    /** Links that choose one of the saved addresses. Parameters: {@code path} of the page, {@code chosen} id or none. */
    @Bean("membership.address-choice")
    Fragment addressChoice() {
        return Fragment.of("membership.address-choice", request -> {
            var parameters = parameters(request);
            parameters.put("addresses", membership.addresses(request.caller().requireAccountId()));
            parameters.put("path", request.require("path"));
            parameters.put("chosen", Objects.requireNonNullElse(request.parameter("chosen"), ""));
            return FragmentHtml.of(templates.render("membership/address-choice", parameters));
        });
    }

    /** Parameters: {@code cursor} or none. */
    @Bean("membership.favourites")
    Fragment favourites() {
        return Fragment.of("membership.favourites", request -> {
            var cursor = request.parameter("cursor");
            var page = membership.favourites(request.caller().requireAccountId(), FAVOURITES, cursor);
            var catalogWords = Words.of("catalog", request.language());
            var parameters = parameters(request);
            parameters.put(
                    "favourites",
                    page.items().stream()
                            .map(card -> new Favourite(
                                    card.productId().toString(),
                                    words(request).of(card.name()),
                                    templates.render(
                                            "catalog/product-card", Map.of("words", catalogWords, "card", card))))
                            .toList());
            parameters.put("next", page.next());
            return FragmentHtml.of(templates.render("membership/favourites", parameters));
        });
    }

    private static Map<String, @Nullable Object> parameters(FragmentRequest request) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("words", words(request));
        return parameters;
    }

    private static Words words(FragmentRequest request) {
        return Words.of("membership", request.language());
    }
}
