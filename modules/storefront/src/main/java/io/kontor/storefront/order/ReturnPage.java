package io.kontor.storefront.order;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.Aftersales.DifferencePayment;
import io.kontor.aftersales.Aftersales.NewAnswer;
import io.kontor.aftersales.Aftersales.NewParcel;
import io.kontor.aftersales.Aftersales.NewPhoto;
import io.kontor.aftersales.Aftersales.NewReturn;
import io.kontor.aftersales.Aftersales.WantedLine;
import io.kontor.aftersales.AftersalesProblem;
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
import io.kontor.trade.Trade.Asker;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import org.springframework.web.multipart.MultipartFile;

/** Asking for a refund, a return, an exchange or a repair, and following it: for those who may see the order. */
@RestController
@Access(Caller.Kind.GUEST)
class ReturnPage {
    private static final List<String> FIELDS = List.of("kind", "reason", "words", "key", "carrier", "trackingNumber");
    private static final int LINES_MAX = 200;
    private static final int PHOTOS_MAX = 6;

    private final Aftersales aftersales;
    private final Pages pages;

    ReturnPage(Aftersales aftersales, Pages pages) {
        this.aftersales = aftersales;
        this.pages = pages;
    }

    /** Choosing, and with {@code step=confirm} what was chosen and what goes back. */
    @GetMapping("/{lang:zh|en}/orders/{number}/returns/new")
    ResponseEntity<String> choose(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(defaultValue = "") String step,
            HttpServletRequest request) {
        var form = FormFields.of(sent, FIELDS);
        var units = units(sent);
        if (!step.equals("confirm")) {
            return page(HttpStatus.OK, "aftersales.form", number, form, units, null, request);
        }
        check(form, units);
        if (form.hasErrors()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, "aftersales.form", number, form, units, null, request);
        }
        return confirm(HttpStatus.OK, number, form, units, null, request);
    }

    private static void check(FormFields form, Map<UUID, Wish> units) {
        form.require("kind", 20).require("reason", 40);
        if (units.isEmpty()) {
            form.wrong("lines", "missing");
        }
    }

    private ResponseEntity<String> confirm(
            HttpStatus status,
            String number,
            FormFields form,
            Map<UUID, Wish> units,
            @Nullable Refusal problem,
            HttpServletRequest request) {
        try {
            form.set("key", UUID.randomUUID().toString());
            return page(status, "aftersales.confirm", number, form, units, problem, request);
        } catch (Refusal refusal) {
            if (refusal.problem().status() == HttpStatus.NOT_FOUND.value()) {
                throw refusal;
            }
            return page(
                    HttpStatus.valueOf(refusal.problem().status()),
                    "aftersales.form",
                    number,
                    form,
                    units,
                    refusal,
                    request);
        }
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/returns")
    ResponseEntity<String> request(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            HttpServletRequest request)
            throws IOException {
        var form = FormFields.of(sent, FIELDS);
        var units = units(sent);
        check(form, units);
        if (form.hasErrors()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, "aftersales.form", number, form, units, null, request);
        }
        form.atMost("words", 1_000);
        if (form.hasErrors()) {
            return confirm(HttpStatus.UNPROCESSABLE_CONTENT, number, form, units, null, request);
        }
        var asker = asker(number, request);
        try {
            var made = aftersales.request(
                    number,
                    new NewReturn(
                            asker,
                            keyOf(form),
                            form.value("kind"),
                            form.value("reason"),
                            form.value("words"),
                            lines(units, form.value("kind").equals("exchange")),
                            keep(number, asker, photos)));
            return Pages.seeOther(here(number, made.number(), request) + "?notice=requested");
        } catch (Refusal refusal) {
            if (refusal.problem().status() == HttpStatus.NOT_FOUND.value()) {
                throw refusal;
            }
            var isPhoto = isOfPhotos(refusal, form);
            return confirm(
                    HttpStatus.valueOf(refusal.problem().status()),
                    number,
                    form,
                    units,
                    isPhoto || form.take(refusal) ? null : refusal,
                    request);
        }
    }

    private static boolean isOfPhotos(Refusal refusal, FormFields form) {
        var code = refusal.is(AftersalesProblem.PHOTO_TOO_LARGE)
                ? "large"
                : refusal.is(AftersalesProblem.PHOTO_REFUSED)
                        ? "refused"
                        : refusal.is(AftersalesProblem.TOO_MANY_PHOTOS) ? "many" : "";
        if (!code.isEmpty()) {
            form.wrong("photos", code);
        }
        return !code.isEmpty();
    }

    private List<String> keep(String number, Asker asker, @Nullable List<MultipartFile> photos) throws IOException {
        var kept = new ArrayList<String>();
        var chosen = photos == null
                ? List.<MultipartFile>of()
                : photos.stream().filter(photo -> !photo.isEmpty()).toList();
        if (chosen.size() > PHOTOS_MAX) {
            throw AftersalesProblem.TOO_MANY_PHOTOS.refusal("Send six photos at most.");
        }
        for (var photo : chosen) {
            if (photo.getSize() > Aftersales.PHOTO_BYTES_MAX) {
                throw AftersalesProblem.PHOTO_TOO_LARGE.refusal("A photo may have 8 MB.");
            }
            kept.add(aftersales
                    .keepPhoto(number, new NewPhoto(asker, photo.getBytes()))
                    .id());
        }
        return kept;
    }

    @GetMapping("/{lang:zh|en}/orders/{number}/returns/{returnNumber:[0-9]+-[0-9]+}")
    ResponseEntity<String> show(
            @PathVariable String number,
            @PathVariable String returnNumber,
            @RequestParam(required = false) @Nullable String notice,
            HttpServletRequest request) {
        return page(
                HttpStatus.OK,
                number,
                returnNumber,
                notice == null || notice.length() > 40 ? Map.of() : Map.of("notice", notice),
                request);
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/returns/{returnNumber:[0-9]+-[0-9]+}/cancellation")
    ResponseEntity<String> cancel(
            @PathVariable String number, @PathVariable String returnNumber, HttpServletRequest request) {
        var form = FormFields.of(new org.springframework.util.LinkedMultiValueMap<>(), List.of());
        return act(number, returnNumber, "cancelled", form, request, asker -> aftersales.cancel(returnNumber, asker));
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/returns/{returnNumber:[0-9]+-[0-9]+}/parcel")
    ResponseEntity<String> sendParcel(
            @PathVariable String number,
            @PathVariable String returnNumber,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        var form = FormFields.of(sent, FIELDS);
        return act(
                number,
                returnNumber,
                "sent",
                form,
                request,
                asker -> aftersales.sendParcel(
                        returnNumber, new NewParcel(asker, form.value("carrier"), form.value("trackingNumber"))));
    }

    /** Pays what an exchange for something dearer costs more. */
    @PostMapping("/{lang:zh|en}/orders/{number}/returns/{returnNumber:[0-9]+-[0-9]+}/payments")
    ResponseEntity<String> pay(
            @PathVariable String number,
            @PathVariable String returnNumber,
            @RequestParam(defaultValue = "sandbox") String method,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        return act(
                number,
                returnNumber,
                "paid",
                FormFields.of(sent, FIELDS),
                request,
                who -> aftersales.payDifference(
                        returnNumber,
                        new DifferencePayment(who, UUID.randomUUID().toString(), method, null)));
    }

    @PostMapping("/{lang:zh|en}/orders/{number}/returns/{returnNumber:[0-9]+-[0-9]+}/answers")
    ResponseEntity<String> answer(
            @PathVariable String number,
            @PathVariable String returnNumber,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            HttpServletRequest request)
            throws IOException {
        var form = FormFields.of(sent, FIELDS);
        var asker = asker(number, request);
        List<String> kept;
        try {
            kept = keep(number, asker, photos);
        } catch (Refusal refusal) {
            return refused(refusal, number, returnNumber, form, request);
        }
        return act(
                number,
                returnNumber,
                "answered",
                form,
                request,
                who -> aftersales.answer(returnNumber, new NewAnswer(who, form.value("words"), kept)));
    }

    private ResponseEntity<String> act(
            String number,
            String returnNumber,
            String notice,
            FormFields form,
            HttpServletRequest request,
            Consumer<Asker> act) {
        try {
            act.accept(asker(number, request));
            return Pages.seeOther(here(number, returnNumber, request) + "?notice=" + notice);
        } catch (Refusal refusal) {
            return refused(refusal, number, returnNumber, form, request);
        }
    }

    private ResponseEntity<String> refused(
            Refusal refusal, String number, String returnNumber, FormFields form, HttpServletRequest request) {
        if (refusal.problem().status() == HttpStatus.NOT_FOUND.value()) {
            throw refusal;
        }
        var parameters = new HashMap<>(form.asParameters());
        parameters.put("problem", Wordings.of(refusal, pages.personal(request).words()));
        return page(HttpStatus.valueOf(refusal.problem().status()), number, returnNumber, parameters, request);
    }

    /** A photo of a request, for those who may see the order. */
    @GetMapping("/{lang:zh|en}/orders/{number}/return-photos/{photoId:[0-9a-f]+}")
    ResponseEntity<byte[]> photo(
            @PathVariable String number, @PathVariable String photoId, HttpServletRequest request) {
        var photo = aftersales
                .photo(number, photoId, asker(number, request))
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such photo."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(photo.contentType()))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(photo.bytes());
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            String number,
            String returnNumber,
            Map<String, String> more,
            HttpServletRequest request) {
        if (!returnNumber.startsWith(number + "-")) {
            throw CommonProblem.NOT_FOUND.refusal("There is no such request.");
        }
        var draft = pages.personal(request);
        var parameters = new HashMap<>(more);
        parameters.put("number", returnNumber);
        draft.at("/orders/" + number + "/returns/" + returnNumber);
        return answer(status, draft, "aftersales.request", number, parameters, request);
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            String fragment,
            String number,
            FormFields form,
            Map<UUID, Wish> units,
            @Nullable Refusal problem,
            HttpServletRequest request) {
        var draft = pages.personal(request);
        var parameters = new HashMap<>(form.asParameters());
        parameters.put("number", number);
        parameters.put(
                "lines",
                units.entrySet().stream()
                        .map(line -> line.getKey() + ":" + line.getValue().units() + ":"
                                + line.getValue().sku())
                        .collect(Collectors.joining(",")));
        if (!form.value("key").isEmpty()) {
            parameters.put("key", form.value("key"));
        }
        if (problem != null) {
            parameters.put("problem", Wordings.of(problem, draft.words()));
        }
        draft.at("/orders/" + number + "/returns/new");
        return answer(status, draft, fragment, number, parameters, request);
    }

    private ResponseEntity<String> answer(
            HttpStatus status,
            Draft draft,
            String fragment,
            String number,
            Map<String, String> parameters,
            HttpServletRequest request) {
        OrderTokens.find(request, number).ifPresent(token -> parameters.put("accessToken", token));
        return pages.answer(status, draft, pages.render("plain", Map.of("content", draft.place(fragment, parameters))));
    }

    /** How many units, and what they are exchanged for: empty for the same. */
    private record Wish(int units, String sku) {}

    /**
     * What was chosen, by line of the order: fields are called {@code q.<lineId>} and {@code r.<lineId>}. Nothing and what
     * is no line is left out.
     */
    private static Map<UUID, Wish> units(MultiValueMap<String, String> sent) {
        var units = new LinkedHashMap<UUID, Wish>();
        sent.forEach((name, values) -> {
            var value = values.getFirst();
            if (name.matches("q\\.[0-9a-fA-F-]{36}")
                    && value != null
                    && value.matches("0*[1-9]\\d{0,5}")
                    && units.size() < LINES_MAX) {
                var sku = sent.getFirst("r." + name.substring(2));
                units.put(
                        UUID.fromString(name.substring(2)),
                        new Wish(
                                Integer.parseInt(value),
                                sku != null && sku.matches("[A-Za-z0-9._-]{1,64}") ? sku : ""));
            }
        });
        return units;
    }

    private static List<WantedLine> lines(Map<UUID, Wish> units, boolean isExchange) {
        return units.entrySet().stream()
                .map(line -> new WantedLine(
                        line.getKey(),
                        line.getValue().units(),
                        isExchange && !line.getValue().sku().isEmpty()
                                ? line.getValue().sku()
                                : null))
                .toList();
    }

    private static String keyOf(FormFields form) {
        return form.value("key").matches("[A-Za-z0-9-]{8,64}")
                ? form.value("key")
                : UUID.randomUUID().toString();
    }

    private String here(String number, String returnNumber, HttpServletRequest request) {
        return pages.personal(request).words().home() + "/orders/" + number + "/returns/" + returnNumber;
    }

    private Asker asker(String number, HttpServletRequest request) {
        Language language = pages.personal(request).language();
        return Aftersales.asker(
                CallerFilter.of(request),
                language,
                OrderTokens.find(request, number).orElse(null));
    }
}
