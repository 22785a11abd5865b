package io.kontor.backoffice.shell;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.CallerFilter;
import io.kontor.platform.start.KontorSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The one page of the back office. It holds nothing secret: who may see what is decided where the figures come from.
 * Its policy allows no inline script but the import map, which it names by hash; styles made at run time carry a nonce.
 */
@RestController
@Access(Caller.Kind.GUEST)
class ShellPage {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String POLICY = "default-src 'self'; script-src 'self' %s; style-src 'self' 'nonce-%s';"
            + " img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final SecureRandom random = new SecureRandom();
    private final BuiltScreens screens;
    private final KontorSettings settings;

    ShellPage(BuiltScreens screens, KontorSettings settings) {
        this.screens = screens;
        this.settings = settings;
    }

    @GetMapping({"/admin", "/admin/**"})
    ResponseEntity<String> show(HttpServletRequest request) {
        var page = screens.page();
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY.formatted(page.importMapHash(), nonce))
                .body(page.html()
                        .replace("%NONCE%", nonce)
                        .replace("%ZONE%", settings.zone().getId())
                        // Whoever brings no session is shown the sign-in at once, without asking for what is not there.
                        .replace("%SESSION%", CallerFilter.token(request).isPresent() ? "brought" : "none"));
    }
}
