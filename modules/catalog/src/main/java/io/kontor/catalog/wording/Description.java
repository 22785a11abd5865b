package io.kontor.catalog.wording;

import io.kontor.kernel.Text;
import java.util.LinkedHashMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** Descriptions as HTML that may stand in a page: a few plain elements, links, and pictures of our own. */
public final class Description {
    /** A host that resolves nowhere: relative links are told from foreign ones by it. */
    private static final String HERE = "https://here.invalid/";

    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "ul", "ol", "li", "strong", "em", "br", "h3", "h4", "a", "img")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https")
            .addAttributes("img", "src", "alt", "width", "height")
            .addProtocols("img", "src", "https")
            .preserveRelativeLinks(true);

    private Description() {}

    public static Text safe(Text html) {
        var safe = new LinkedHashMap<String, String>();
        html.byLanguage().forEach((language, words) -> safe.put(language, safe(words)));
        return new Text(safe);
    }

    /** Text without any markup gets its paragraphs. */
    public static String safe(String html) {
        var marked = html.indexOf('<') < 0 ? paragraphs(html) : html;
        var dirty = Jsoup.parseBodyFragment(marked, HERE);
        dirty.select("b").tagName("strong");
        dirty.select("i").tagName("em");
        dirty.select("h1, h2").tagName("h3");
        dirty.select("h5, h6").tagName("h4");
        var clean = new Cleaner(ALLOWED).clean(dirty);
        clean.select("img:not([src~=^/media/[0-9a-f]{64}/[a-z0-9.]+$])").remove();
        clean.select("p:not(:has(img))").stream()
                .filter(part -> !part.hasText())
                .forEach(Element::remove);
        if (!clean.body().hasText() && clean.select("img").isEmpty()) {
            return "";
        }
        clean.select("img").attr("loading", "lazy");
        clean.select("a[href^=http]").attr("rel", "nofollow noopener");
        clean.outputSettings(new Document.OutputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.xhtml));
        return clean.body().html().strip();
    }

    /** Only the words of a description. */
    public static Text words(Text html) {
        var words = new LinkedHashMap<String, String>();
        html.byLanguage()
                .forEach((language, marked) ->
                        words.put(language, Jsoup.parseBodyFragment(marked).text()));
        return new Text(words);
    }

    private static String paragraphs(String words) {
        return words.strip()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> "<p>" + line.strip() + "</p>")
                .reduce("", String::concat);
    }
}
