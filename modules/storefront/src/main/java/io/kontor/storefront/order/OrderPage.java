package io.kontor.storefront.order;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.CallerFilter;
import io.kontor.storefront.page.Draft;
import io.kontor.storefront.page.FormFields;
import io.kontor.storefront.page.Pages;
import io.kontor.storefront.page.Wordings;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.CancelOrder;
import io.kontor.trade.Trade.ChangeAddress;
import io.kontor.trade.Trade.PayOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An order for those who may see it: its account, or a browser that placed it or looked it up. */
@RestController
@Access(Caller.Kind.GUEST)
class OrderPage {
    private static final List<String> ADDRESS =
            List.of("name", "phone", "city", "district", "line1", "line2", "postcode");

    private final Trade trade;
    private final Pages pages;

    OrderPage(Trade trade, Pages pages) {
        this.trade = trade;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/orders/{number}/thanks")
    ResponseEntity<String> thanks(@PathVariable String number, HttpServletRequest request) {
        return page(HttpStatus.OK, number, Map.of("thanks", "1"), request);
    }

    @GetMapping("/{lang:zh|en}/orders/{number}")
    ResponseEntity<String> order(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String notice,
            @RequestParam(required = false) @Nullable String token,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (token != null) {
            return opened(number, token, language, request, response);
        }
        return page(
                HttpStatus.OK,
                number,
                notice == null || notice.length() > 40 ? Map.of() : Map.of("notice", notice),
                request);
    }

    /** A link that the shop gave the buyer: this browser keeps what opens the order, and the address shows it no more. */
    private ResponseEntity<String> opened(
            String number, String token, Language language, HttpServletRequest request, HttpServletResponse response) {
        var order = trade.order(number, new Asker(CallerFilter.of(request), language, token, null))
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such order, or it is not yours."));
        OrderTokens.remember(request, response, order);
        return Pages.seeOther("/" + language.code() + "/orders/" + order.number());
    }

    @GetMapping("/{lang:zh|en}/orders/{number}/invoice.pdf")
    ResponseEntity<byte[]> invoice(@PathVariable String number, Language language, HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "attachment; filename=\"invoice-" + number + ".pdf\"")
                .cacheControl(CacheControl.noStore())
                .body(trade.invoice(number, asker(number, language, request)).pdf());
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/payments")
    ResponseEntity<String> pay(
            @PathVariable String number,
            @RequestParam(defaultValue = "sandbox") String method,
            HttpServletRequest request) {
        return act(
                number,
                "paid",
                request,
                asker -> trade.pay(number, new PayOrder(asker, UUID.randomUUID().toString(), method, null)));
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/cancellation")
    ResponseEntity<String> cancel(
            @PathVariable String number, @RequestParam(defaultValue = "") String reason, HttpServletRequest request) {
        return act(number, "cancelled", request, asker -> trade.cancel(number, new CancelOrder(asker, reason)));
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/address")
    ResponseEntity<String> address(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            Language language,
            HttpServletRequest request) {
        var form = FormFields.of(sent, ADDRESS)
                .require("name", 60)
                .require("phone", 20)
                .phone("phone")
                .require("city", 60)
                .atMost("district", 60)
                .require("line1", 120)
                .atMost("line2", 120)
                .atMost("postcode", 16);
        if (form.hasErrors()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, number, form.asParameters(), request);
        }
        var asker = asker(number, language, request);
        var order = trade.order(number, asker)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such order, or it is not yours."));
        var to = new Address(
                form.value("name"),
                form.value("phone"),
                order.address().country(),
                order.address().region(),
                form.value("city"),
                form.orNull("district"),
                form.value("line1"),
                form.orNull("line2"),
                form.orNull("postcode"));
        return act(
                number,
                "address-changed",
                request,
                form.asParameters(),
                _ -> trade.changeAddress(number, new ChangeAddress(asker, to)));
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/receipt")
    ResponseEntity<String> receive(@PathVariable String number, HttpServletRequest request) {
        return act(number, "received", request, asker -> trade.confirmReceipt(number, asker));
    }

    private ResponseEntity<String> act(String number, String notice, HttpServletRequest request, Consumer<Asker> act) {
        return act(number, notice, request, Map.of(), act);
    }

    /** @param typed shown again when it is refused */
    private ResponseEntity<String> act(
            String number, String notice, HttpServletRequest request, Map<String, String> typed, Consumer<Asker> act) {
        var draft = pages.personal(request);
        try {
            act.accept(asker(number, draft.language(), request));
            return Pages.seeOther(draft.words().home() + "/orders/" + number + "?notice=" + notice);
        } catch (Refusal refusal) {
            if (refusal.problem().status() == HttpStatus.NOT_FOUND.value()) {
                throw refusal;
            }
            var status = HttpStatus.valueOf(refusal.problem().status());
            var parameters = new HashMap<>(typed);
            parameters.put("problem", Wordings.of(refusal, draft.words()));
            return page(status, number, parameters, request);
        }
    }

    private static Asker asker(String number, Language language, HttpServletRequest request) {
        return new Asker(
                CallerFilter.of(request),
                language,
                OrderTokens.find(request, number).orElse(null),
                null);
    }

    private ResponseEntity<String> page(
            HttpStatus status, String number, Map<String, String> more, HttpServletRequest request) {
        var draft = pages.personal(request);
        var parameters = new HashMap<>(more);
        parameters.put("number", number);
        draft.at("/orders/" + number);
        OrderTokens.find(request, number).ifPresent(token -> parameters.put("accessToken", token));
        var order = draft.place("trade.order", parameters);
        return pages.answer(
                status, draft, pages.render("plain", Map.of("content", order + afterSales(draft, parameters))));
    }

    /** Right after an order was placed there is nothing to ask for. */
    private static String afterSales(Draft draft, Map<String, String> parameters) {
        return parameters.containsKey("thanks") ? "" : draft.placeOr("", "aftersales.order", parameters);
    }

    @GetMapping("/{lang:zh|en}/orders/look-up")
    ResponseEntity<String> lookUp(HttpServletRequest request) {
        return lookUpPage(HttpStatus.OK, Map.of(), request);
    }

    @PostMapping("/{lang:zh|en}/orders/look-up")
    ResponseEntity<String> find(
            @RequestParam MultiValueMap<String, String> sent,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = FormFields.of(sent, List.of("number", "contact"));
        var parameters = form.asParameters();
        try {
            var number = form.value("number").toUpperCase(Locale.ROOT);
            if (number.isEmpty()
                    || number.length() > 40
                    || form.value("contact").isEmpty()) {
                throw CommonProblem.NOT_FOUND.refusal("There is no such order.");
            }
            var asker = new Asker(CallerFilter.of(request), language, null, form.value("contact"));
            var order = trade.order(number, asker)
                    .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such order."));
            OrderTokens.remember(request, response, order);
            return Pages.seeOther("/" + language.code() + "/orders/" + order.number());
        } catch (Refusal refusal) {
            var status = HttpStatus.valueOf(refusal.problem().status());
            parameters.put(
                    "problem",
                    status == HttpStatus.NOT_FOUND
                            ? "not-found"
                            : Wordings.of(refusal, pages.personal(request).words()));
            return lookUpPage(status, parameters, request);
        }
    }

    private ResponseEntity<String> lookUpPage(
            HttpStatus status, Map<String, String> parameters, HttpServletRequest request) {
        var draft = pages.personal(request);
        draft.titled(draft.words().text("look-up.title"));
        return pages.answer(
                status,
                draft,
                pages.render("plain", Map.of("content", draft.place("trade.order-look-up", parameters))));
    }
}
