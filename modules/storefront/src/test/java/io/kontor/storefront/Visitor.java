package io.kontor.storefront;

import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without script: keeps cookies, follows redirects, fills in and sends the forms it finds. */
final class Visitor {
    private static final String ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final TestShop shop;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(TestShop shop) {
        this.shop = shop;
    }

    /** What came back in the end. */
    record Seen(int status, String path, Document page, Answer answer) {
        String text() {
            return page.text();
        }

        Element one(String selector) {
            var found = page.selectFirst(selector);
            if (found == null) {
                throw new AssertionError("There is no " + selector + " on " + path + ":\n"
                        + page.body().text());
            }
            return found;
        }

        boolean has(String selector) {
            return page.selectFirst(selector) != null;
        }
    }

    Seen open(String path) {
        return follow(path, shop.get(path, "Cookie", cookieHeader(), "Accept", ACCEPT));
    }

    /** Sends a form with everything it holds, some of it replaced. */
    Seen send(Element form, Map<String, String> typed) {
        var fields = new LinkedHashMap<String, String>();
        for (var control : form.select("input[name], select[name], textarea[name]")) {
            var choice =
                    control.attr("type").equals("radio") || control.attr("type").equals("checkbox");
            if (!choice || control.hasAttr("checked")) {
                fields.put(control.attr("name"), valueOf(control));
            }
        }
        fields.putAll(typed);
        return form.attr("method").equalsIgnoreCase("post")
                ? post(form.attr("action"), fields)
                : open(form.attr("action") + "?" + encode(fields));
    }

    private static String valueOf(Element control) {
        var chosen = control.selectFirst("option[selected]");
        var first = control.selectFirst("option");
        return chosen != null ? chosen.attr("value") : first != null ? first.attr("value") : control.val();
    }

    Seen post(String path, Map<String, String> fields) {
        return follow(
                path,
                shop.post(
                        path,
                        encode(fields),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        cookieHeader(),
                        "Accept",
                        ACCEPT));
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Seen follow(String path, Answer answer) {
        keep(answer);
        if (answer.status() / 100 == 3) {
            return open(answer.header("Location"));
        }
        return new Seen(answer.status(), path, Jsoup.parse(answer.body()), answer);
    }

    private void keep(Answer answer) {
        for (var cookie : answer.response().headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0];
            var at = pair.indexOf('=');
            if (pair.length() == at + 1) {
                cookies.remove(pair.substring(0, at));
            } else {
                cookies.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
    }

    private String cookieHeader() {
        return cookies.isEmpty()
                ? "none=1"
                : cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
    }
}
