package io.kontor.aftersales.page;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.Aftersales.QuoteReturn;
import io.kontor.aftersales.Aftersales.WantedLine;
import io.kontor.kernel.CommonProblem;
import io.kontor.payment.Payment;
import io.kontor.platform.fragment.Fragment;
import io.kontor.platform.fragment.FragmentHtml;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.Asker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What aftersales shows on the shop's pages. All of it is personal: none of these fragments may be kept. */
@Configuration(proxyBeanMethods = false)
class AftersalesFragments {
    private static final int REQUESTS = 10;

    private final Aftersales aftersales;
    private final Payment payment;
    private final Templates templates;

    AftersalesFragments(Aftersales aftersales, Payment payment, Templates templates) {
        this.aftersales = aftersales;
        this.payment = payment;
        this.templates = templates;
    }

    /** What an order's page says of after-sales; nothing while nothing can be asked for. Parameters: {@code number}, {@code accessToken} or none. */
    @Bean("aftersales.order")
    Fragment order() {
        return Fragment.of("aftersales.order", request -> {
            var choices = aftersales.choices(request.require("number"), asker(request));
            var requests = aftersales.ofOrder(request.require("number"), asker(request));
            var form = ReturnForm.of(words(request), choices, request);
            if (requests.isEmpty() && !form.isPossible()) {
                return personal("", Map.of());
            }
            var parameters = parameters(request);
            parameters.put("form", form);
            parameters.put("requests", requests);
            return personal(templates.render("aftersales/order", parameters), Map.of());
        });
    }

    /**
     * The form on which goods, kind and reason are chosen. Parameters: {@code number}, {@code accessToken} or none,
     * {@code lines} as {@code lineId:units:sku,...} with the SKU it is exchanged for or none, {@code value.kind}, {@code value.reason}, {@code error.<field>} a code of
     * this module's messages, {@code problem} a sentence or none.
     */
    @Bean("aftersales.form")
    Fragment form() {
        return Fragment.of("aftersales.form", request -> {
            var choices = aftersales.choices(request.require("number"), asker(request));
            var parameters = parameters(request);
            parameters.put("form", ReturnForm.of(words(request), choices, request));
            parameters.put("replacements", aftersales.replacements(request.require("number"), asker(request)));
            parameters.put("problem", request.parameter("problem"));
            parameters.put("signedIn", request.caller().isShopper());
            return personal(
                    templates.render("aftersales/form", parameters),
                    Map.of("title", words(request).text("form.title")));
        });
    }

    /**
     * What was chosen and what goes back, before it is sent. Parameters: as the form's, {@code value.words},
     * {@code error.photos}, {@code error.words}, and {@code key} for idempotency.
     */
    @Bean("aftersales.confirm")
    Fragment confirm() {
        return Fragment.of("aftersales.confirm", request -> {
            var form = ReturnForm.of(
                    words(request), aftersales.choices(request.require("number"), asker(request)), request);
            var quote = aftersales.quote(
                    request.require("number"),
                    new QuoteReturn(asker(request), form.value("kind"), form.value("reason"), lines(form)));
            var parameters = parameters(request);
            parameters.put("form", form);
            parameters.put("quote", quote);
            parameters.put("key", request.require("key"));
            parameters.put("problem", request.parameter("problem"));
            parameters.put("signedIn", request.caller().isShopper());
            return personal(
                    templates.render("aftersales/confirm", parameters),
                    Map.of("title", words(request).text("confirm.title")));
        });
    }

    private static List<WantedLine> lines(ReturnForm form) {
        var lines = new ArrayList<WantedLine>();
        form.units().forEach((lineId, units) -> {
            try {
                var id = UUID.fromString(lineId);
                lines.add(new WantedLine(id, Integer.parseInt(units), form.wantedSku(id)));
            } catch (IllegalArgumentException unreadable) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("Units are whole numbers.")
                        .with("field", "lines");
            }
        });
        return lines;
    }

    /**
     * A request and how far it has come. Parameters: {@code number} of the request, {@code accessToken} of its order or none,
     * {@code notice} a code of this module's messages or none, {@code problem} a sentence or none, {@code value.<field>} and
     * {@code error.<field>} of its forms.
     */
    @Bean("aftersales.request")
    Fragment request() {
        return Fragment.of("aftersales.request", request -> {
            var found = aftersales
                    .find(request.require("number"), asker(request))
                    .orElseThrow(
                            () -> CommonProblem.NOT_FOUND.refusal("There is no such request, or it is not yours."));
            var parameters = parameters(request);
            parameters.put("view", new ReturnView(words(request), found));
            parameters.put("typed", request.parameters());
            parameters.put("methods", found.payable() ? payment.methods() : List.of());
            parameters.put("notice", request.parameter("notice"));
            parameters.put("problem", request.parameter("problem"));
            parameters.put("signedIn", request.caller().isShopper());
            return personal(
                    templates.render("aftersales/request", parameters),
                    Map.of("title", words(request).text("request.title", found.number())));
        });
    }

    /** The caller's requests, newest first. Parameters: {@code cursor} or none. */
    @Bean("aftersales.requests")
    Fragment requests() {
        return Fragment.of("aftersales.requests", request -> {
            var cursor = request.parameter("cursor");
            var page = aftersales.ofAccount(
                    request.caller().requireAccountId(),
                    REQUESTS,
                    cursor == null || cursor.isBlank() ? null : cursor,
                    request.language());
            var parameters = parameters(request);
            parameters.put("requests", page.items());
            parameters.put("next", page.next());
            parameters.put("first", cursor == null || cursor.isBlank());
            return personal(
                    templates.render("aftersales/requests", parameters),
                    Map.of("title", words(request).text("list.title")));
        });
    }

    private static Map<String, @Nullable Object> parameters(FragmentRequest request) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("words", words(request));
        return parameters;
    }

    private static Asker asker(FragmentRequest request) {
        return Aftersales.asker(request.caller(), request.language(), request.parameter("accessToken"));
    }

    private static FragmentHtml personal(String html, Map<String, String> head) {
        return new FragmentHtml(html, Set.of(), head);
    }

    private static Words words(FragmentRequest request) {
        return Words.of("aftersales", request.language());
    }
}
