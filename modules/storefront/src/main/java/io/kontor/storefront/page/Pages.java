package io.kontor.storefront.page;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.CallerFilter;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.cache.ResponseCacheFilter;
import io.kontor.platform.fragment.Fragments;
import io.kontor.platform.start.KontorSettings;
import io.kontor.platform.template.Templates;
import io.kontor.platform.web.Languages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Makes pages out of fragments. A shared page is the same for everybody and is kept as bytes until something it was
 * made from changes; a personal page is made anew each time and kept nowhere.
 */
@Component
public class Pages {
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final Fragments fragments;
    private final Templates templates;
    private final ResponseCache cache;
    private final Assets assets;
    private final String origin;

    Pages(Fragments fragments, Templates templates, ResponseCache cache, Assets assets, KontorSettings settings) {
        this.fragments = fragments;
        this.templates = templates;
        this.cache = cache;
        this.assets = assets;
        // Without a public address links stay relative: a kept page must not repeat what one visitor put in the Host
        // header.
        this.origin = settings.publicUrl() == null
                ? ""
                : settings.publicUrl().toString().replaceAll("/+$", "");
    }

    /** A page for whoever asks. */
    public Draft shared(HttpServletRequest request) {
        return new Draft(fragments, request, Languages.of(request), Caller.GUEST);
    }

    /** A page for this person only. */
    public Draft personal(HttpServletRequest request) {
        return new Draft(fragments, request, Languages.of(request), CallerFilter.of(request)).hidden();
    }

    /** Sends a shared page, and keeps it for the next who asks. */
    public void send(Draft draft, String body, HttpServletResponse response) throws IOException {
        var bytes = html(draft, body).getBytes(StandardCharsets.UTF_8);
        var kept = cache.keep(draft.request(), HTML.toString(), bytes, draft.tags(), "no-cache");
        ResponseCacheFilter.send(draft.request(), response, kept);
    }

    public ResponseEntity<String> answer(Draft draft, String body) {
        return answer(HttpStatus.OK, draft, body);
    }

    public ResponseEntity<String> answer(HttpStatus status, Draft draft, String body) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .body(html(draft, body));
    }

    /** After a form was sent: look there, with GET. */
    public static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", path)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** What was asked for has another address for good. */
    public static void movedTo(String path, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", path);
        // Not for ever: the address may be given to something else.
        response.setHeader("Cache-Control", "max-age=600");
    }

    /** A template of this module, such as {@code home}. */
    public String render(String template, Map<String, @Nullable Object> parameters) {
        return templates.render("storefront/" + template, parameters);
    }

    /** The whole document around what stands in the middle. */
    String html(Draft draft, String body) {
        return render("layout", Map.of("frame", frame(draft), "body", body));
    }

    private Frame frame(Draft draft) {
        return new Frame(draft, origin, assets.version(), menu(draft, "1"), menu(draft, "2"));
    }

    private static String menu(Draft draft, String depth) {
        return draft.placeOr("", "catalog.category-menu", Map.of("depth", depth, "current", draft.head("category")));
    }

    /** Where the world reaches the shop, without a slash at the end; empty when nobody said. */
    public String origin() {
        return origin;
    }

    public static Language otherThan(Language language) {
        return language == Language.ZH ? Language.EN : Language.ZH;
    }
}
