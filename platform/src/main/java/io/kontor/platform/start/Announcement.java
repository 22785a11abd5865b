package io.kontor.platform.start;

import io.kontor.platform.module.Selection;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says on the terminal where the shop is. */
@Component
class Announcement {
    private final KontorSettings settings;
    private final Selection selection;
    private final ObjectProvider<StartNotice> notices;

    Announcement(KontorSettings settings, Selection selection, ObjectProvider<StartNotice> notices) {
        this.settings = settings;
        this.selection = selection;
        this.notices = notices;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            return;
        }
        var host = settings.address().equals("0.0.0.0") ? "localhost" : settings.address();
        var home = "http://" + host + ":" + web.getWebServer().getPort();
        var seconds = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(String.format(Locale.ROOT, "Kontor is ready, %.1f s after the start.", seconds));
        if (selection.runs("storefront")) {
            lines.add("  Shop         " + home + "/");
        }
        if (selection.runs("backoffice")) {
            lines.add("  Back office  " + home + "/admin/");
        }
        if (settings.port() == 0 || !selection.runs("storefront")) {
            lines.add("  API          " + home + "/openapi.json");
        }
        notices.orderedStream().forEach(notice -> notice.lines().forEach(line -> lines.add("  " + line)));
        lines.add("");
        System.out.println(String.join(System.lineSeparator(), lines));
    }
}
