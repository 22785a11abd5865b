package io.kontor.storefront.account;

import io.kontor.identity.Identity;
import io.kontor.identity.Identity.SignIn;
import io.kontor.identity.Identity.SignUp;
import io.kontor.identity.Identity.SignedIn;
import io.kontor.identity.SessionCookie;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.CallerFilter;
import io.kontor.storefront.cart.CartCookie;
import io.kontor.storefront.page.FormFields;
import io.kontor.storefront.page.Pages;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Shopper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Coming in as oneself, for the first time or again, and going. */
@RestController
@Access(Caller.Kind.GUEST)
class SignInPage {
    private static final Logger log = LoggerFactory.getLogger(SignInPage.class);

    private final Identity identity;
    private final Trade trade;
    private final Pages pages;

    SignInPage(Identity identity, Trade trade, Pages pages) {
        this.identity = identity;
        this.trade = trade;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/sign-in")
    ResponseEntity<String> signInForm(
            @RequestParam(defaultValue = "") String back, Caller caller, HttpServletRequest request) {
        return caller.isShopper()
                ? Pages.seeOther(wayOn(back, request))
                : page(HttpStatus.OK, "sign-in", Map.of("back", safe(back)), request);
    }

    @GetMapping("/{lang:zh|en}/sign-up")
    ResponseEntity<String> signUpForm(
            @RequestParam(defaultValue = "") String back, Caller caller, HttpServletRequest request) {
        return caller.isShopper()
                ? Pages.seeOther(wayOn(back, request))
                : page(HttpStatus.OK, "sign-up", Map.of("back", safe(back)), request);
    }

    @PostMapping("/{lang:zh|en}/sign-in")
    ResponseEntity<String> signIn(
            @RequestParam MultiValueMap<String, String> sent,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = FormFields.of(sent, List.of("login", "back")).require("login", 200);
        var password = secret(sent);
        if (password.isEmpty()) {
            form.wrong("password", "missing");
        }
        if (form.hasErrors()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, "sign-in", parameters(form, ""), request);
        }
        try {
            var signedIn = identity.signIn(new SignIn(form.value("login"), password, request.getRemoteAddr()));
            welcome(signedIn, language, request, response);
            return Pages.seeOther(wayOn(form.value("back"), request));
        } catch (Refusal refusal) {
            var status = HttpStatus.valueOf(refusal.problem().status());
            return page(status, "sign-in", parameters(form, refusal.problem().code()), request);
        }
    }

    @PostMapping("/{lang:zh|en}/sign-up")
    ResponseEntity<String> signUp(
            @RequestParam MultiValueMap<String, String> sent,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = FormFields.of(sent, List.of("name", "login", "back"))
                .require("name", 60)
                .require("login", 200);
        var password = secret(sent);
        if (password.isEmpty()) {
            form.wrong("password", "missing");
        }
        var isEmail = form.value("login").contains("@");
        if (isEmail) {
            form.email("login");
        } else {
            form.phone("login");
        }
        if (form.hasErrors()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, "sign-up", parameters(form, ""), request);
        }
        try {
            var login = isEmail ? form.value("login") : form.value("login").replaceAll("[ -]", "");
            var wanted = new SignUp(
                    form.value("name"),
                    isEmail ? login : null,
                    isEmail ? null : login,
                    password,
                    request.getRemoteAddr());
            welcome(identity.signUp(wanted), language, request, response);
            return Pages.seeOther(wayOn(form.value("back"), request));
        } catch (Refusal refusal) {
            return refusedSignUp(refusal, form, request);
        }
    }

    private ResponseEntity<String> refusedSignUp(Refusal refusal, FormFields form, HttpServletRequest request) {
        var status = HttpStatus.valueOf(refusal.problem().status());
        var code = refusal.problem().code();
        switch (code) {
            case "account-exists" -> form.wrong("login", code);
            case "weak-password" -> form.wrong("password", code);
            case "invalid-request" -> {
                if (!form.take(refusal)) {
                    form.wrong("login", "invalid");
                }
            }
            default -> {
                return page(status, "sign-up", parameters(form, code), request);
            }
        }
        return page(status, "sign-up", parameters(form, ""), request);
    }

    /** Gives the browser its session, and the account what the guest had put into the cart. */
    private void welcome(
            SignedIn signedIn, Language language, HttpServletRequest request, HttpServletResponse response) {
        // The visit before, if any, may have been somebody else's.
        CallerFilter.token(request).ifPresent(identity::signOut);
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.shopper(request, signedIn.token()));
        var shopper = new Shopper(signedIn.caller(), language);
        try {
            var cart = CartCookie.find(request)
                    .map(cartId -> trade.merge(cartId, shopper))
                    .orElseGet(() -> trade.openCart(shopper));
            CartCookie.set(request, response, cart.id());
        } catch (Refusal lost) {
            // A cart that is gone or somebody else's must not keep a person out.
            log.info("The cart of this browser was not taken over: {}", lost.detail());
            CartCookie.forget(request, response);
        }
    }

    @PostMapping("/{lang:zh|en}/sign-out")
    ResponseEntity<String> signOut(Language language, HttpServletRequest request, HttpServletResponse response) {
        CallerFilter.token(request).ifPresent(identity::signOut);
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.shopperGone(request));
        CartCookie.forget(request, response);
        return Pages.seeOther("/" + language.code() + "/");
    }

    /** A password is taken as it was typed, and never shown again. */
    private static String secret(MultiValueMap<String, String> sent) {
        var password = sent.getFirst("password");
        return password == null ? "" : password;
    }

    private static Map<String, String> parameters(FormFields form, String problem) {
        var parameters = form.asParameters();
        parameters.put("back", safe(form.value("back")));
        parameters.put("problem", problem);
        return parameters;
    }

    private static String wayOn(String back, HttpServletRequest request) {
        var path = safe(back);
        return path.isEmpty() ? request.getRequestURI().substring(0, 3) + "/account" : path;
    }

    /** Only addresses of this shop: nobody is sent elsewhere by a link somebody made. */
    private static String safe(String back) {
        return back.matches("/(zh|en)/[A-Za-z0-9/_.~-]*") && back.length() < 300 ? back : "";
    }

    private ResponseEntity<String> page(
            HttpStatus status, String form, Map<String, String> parameters, HttpServletRequest request) {
        var draft = pages.personal(request);
        draft.titled(draft.words().text(form));
        return pages.answer(
                status, draft, pages.render("plain", Map.of("content", draft.place("identity." + form, parameters))));
    }
}
