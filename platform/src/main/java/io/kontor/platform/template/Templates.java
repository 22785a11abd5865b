package io.kontor.platform.template;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kontor.platform.start.KontorSettings;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Renders the jte templates of all modules, compiled with them: {@code trade/cart.jte} stands in trade's {@code src/main/jte/trade/}. */
@Component
public class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "io.kontor.templates");

    Templates(KontorSettings settings) {
        Words.showTimesIn(settings.zone());
    }

    public String render(String template, Map<String, Object> parameters) {
        var out = new StringOutput(8 * 1024);
        engine.render(template + ".jte", parameters, out);
        return out.toString();
    }
}
