package io.kontor.payment.sandbox;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.callback.ReceiveCallback;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.sandbox.SandboxSignatures.Notice;
import io.kontor.platform.access.Access;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page on which a shopper tells the sandbox what to do with a pending payment. Whoever has the unguessable link may. */
@RestController
@RequestMapping("/sandbox/payments/{paymentId}")
@Access(Caller.Kind.GUEST)
class SandboxPage {
    private static final Pattern SHOP_PAGE = Pattern.compile("^https?://[^/]+/(zh|en)/");

    private final PaymentStore payments;
    private final SandboxSignatures signatures;
    private final ReceiveCallback receiveCallback;
    private final Templates templates;
    private final Clock clock;

    SandboxPage(
            PaymentStore payments,
            SandboxSignatures signatures,
            ReceiveCallback receiveCallback,
            Templates templates,
            Clock clock) {
        this.payments = payments;
        this.signatures = signatures;
        this.receiveCallback = receiveCallback;
        this.templates = templates;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> show(
            @PathVariable UUID paymentId,
            @RequestParam(required = false) @Nullable String lang,
            @RequestHeader(required = false) @Nullable String referer,
            Language preferred) {
        var payment = require(paymentId);
        var language = Language.of(lang).or(() -> languageOf(referer)).orElse(preferred);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(templates.render(
                        "payment/sandbox", Map.of("words", Words.of("payment", language), "payment", payment)));
    }

    /** A shopper who comes from a page of the shop goes on in its language. */
    private static Optional<Language> languageOf(@Nullable String referer) {
        var page = SHOP_PAGE.matcher(referer == null ? "" : referer);
        return page.find() ? Language.of(page.group(1)) : Optional.empty();
    }

    /** What the shopper decided goes the way of every provider's word: as a signed callback, checked like any other. */
    @PostMapping
    ResponseEntity<Void> decide(@PathVariable UUID paymentId, @RequestParam String decision, Language language) {
        var payment = require(paymentId);
        if (!decision.equals("capture") && !decision.equals("decline")) {
            throw CommonProblem.INVALID_REQUEST.refusal("Capture or decline.").with("field", "decision");
        }
        if (payment.is(Status.PENDING)) {
            var notice = Notice.of(payment.id(), payment.orderId(), payment.amount(), decision);
            var signed = signatures.sign(notice, clock.instant());
            receiveCallback.receive(SandboxProvider.METHOD, signed.headers(), signed.body());
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/sandbox/payments/" + paymentId + "?lang=" + language.code()))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private PaymentRecord require(UUID paymentId) {
        return payments.find(paymentId)
                .filter(payment ->
                        payment.method().equals(SandboxProvider.METHOD) && "pending".equals(payment.outcome()))
                .orElseThrow(
                        () -> PaymentProblem.UNKNOWN_PAYMENT.refusal("The link leads to no payment of this shop."));
    }
}
