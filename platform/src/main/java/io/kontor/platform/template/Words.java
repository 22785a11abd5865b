package io.kontor.platform.template;

import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a template needs to speak one language: its module's texts, and money and times as people there write them.
 * Times are shown in the shop's zone ({@code kontor.zone}), wherever the machine or the reader is.
 */
public final class Words {
    private static final Map<Language, DateTimeFormatter> DATES = new EnumMap<>(Map.of(
            Language.ZH, DateTimeFormatter.ofPattern("yyyy年M月d日", Language.ZH.locale()),
            Language.EN, DateTimeFormatter.ofPattern("d MMMM yyyy", Language.EN.locale())));
    private static final Map<Language, DateTimeFormatter> MOMENTS = new EnumMap<>(Map.of(
            Language.ZH, DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Language.ZH.locale()),
            Language.EN, DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Language.EN.locale())));

    private static volatile ZoneId zone = ZoneId.of("Asia/Shanghai");

    private final Messages messages;
    private final Language language;

    private Words(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    public static Words of(String module, Language language) {
        return new Words(Messages.of(module), language);
    }

    /** One shop runs in a process, so it has one zone. */
    static void showTimesIn(ZoneId shops) {
        zone = shops;
    }

    public Language language() {
        return language;
    }

    /** The start of the addresses of this language's pages: {@code /zh}. */
    public String home() {
        return "/" + language.code();
    }

    public String text(String key, Object... parameters) {
        return messages.text(language, key, parameters);
    }

    /** The text, or the words given when nobody wrote one: for codes that may be newer than the texts. */
    public String textOr(String key, String otherwise) {
        return messages.has(language, key) ? messages.text(language, key) : otherwise;
    }

    public String of(Text text) {
        return text.in(language);
    }

    /** {@code ¥1,299.00}; other currencies by their sign in this language. */
    public String money(Money money) {
        var plain = money.amount();
        var sign = plain.startsWith("-") ? "−" : "";
        var digits = plain.substring(sign.length());
        var point = digits.indexOf('.');
        var whole = point < 0 ? digits : digits.substring(0, point);
        var symbol = money.currency().getCurrencyCode().equals("CNY")
                ? "¥"
                : money.currency().getSymbol(language.locale());
        return sign + symbol + grouped(whole) + (point < 0 ? "" : digits.substring(point));
    }

    private static String grouped(String whole) {
        var out = new StringBuilder(whole);
        for (var at = whole.length() - 3; at > 0; at -= 3) {
            out.insert(at, ',');
        }
        return out.toString();
    }

    public String date(Instant instant) {
        return Objects.requireNonNull(DATES.get(language)).format(instant.atZone(zone));
    }

    public String date(LocalDate day) {
        return Objects.requireNonNull(DATES.get(language)).format(day);
    }

    public String moment(Instant instant) {
        return Objects.requireNonNull(MOMENTS.get(language)).format(instant.atZone(zone));
    }
}
