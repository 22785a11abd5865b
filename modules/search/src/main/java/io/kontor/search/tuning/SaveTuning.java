package io.kontor.search.tuning;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Refusal;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.web.Versions;
import io.kontor.search.SearchProblem;
import io.kontor.search.TuningChanged;
import io.kontor.search.words.Words;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a tuning in force. */
@Component
public class SaveTuning {
    private static final int SYNONYMS_MAX = 500;
    private static final int REDIRECTS_MAX = 500;
    private static final int PINS_MAX = 300;
    private static final int WORDS_MAX = 20;
    private static final int WORD_CHARS_MAX = 60;
    private static final int PINNED_MAX = 20;
    private static final int HIDDEN_MAX = 50;
    private static final int ADDRESS_MAX = 200;
    /** A page, or a list by what it is of: nothing that leads out of the shop or back to a search for words. */
    private static final Pattern ADDRESS =
            Pattern.compile("(/[a-z0-9]+(-[a-z0-9]+)*){1,5}|/search\\?(brand|category)=[a-z0-9]+(-[a-z0-9]+)*");

    private final TuningStore tunings;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    SaveTuning(TuningStore tunings, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.tunings = tunings;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @param version that the change is based on
     * @throws Refusal INVALID_TUNING (422) with the {@code field}; PRECONDITION_FAILED (412) when somebody else was faster
     */
    void save(Tuning wanted, long version, Caller caller) {
        check(wanted);
        tx.executeWithoutResult(_ -> {
            tunings.lock();
            var kept = tunings.newest();
            // Sent again because the answer was lost: it is in force already.
            if (kept.version() == version + 1 && kept.tuning().equals(wanted)) {
                return;
            }
            Versions.match(version, kept.version());
            if (!kept.tuning().equals(wanted)) {
                tunings.insert(version + 1, wanted, caller, clock.instant());
                outbox.publish(new TuningChanged(version + 1));
            }
        });
    }

    /** @throws Refusal INVALID_TUNING (422) with the {@code field}, such as {@code redirects[3].address} */
    public static void check(Tuning wanted) {
        demand(wanted.synonyms().size() <= SYNONYMS_MAX, "synonyms", "There are at most 500 groups of synonyms.");
        demand(wanted.redirects().size() <= REDIRECTS_MAX, "redirects", "There are at most 500 redirects.");
        demand(wanted.pins().size() <= PINS_MAX, "pins", "Products are pinned for at most 300 searches.");
        for (var i = 0; i < wanted.synonyms().size(); i++) {
            var group = wanted.synonyms().get(i);
            var field = "synonyms[" + i + "].";
            checkWords(group.words(), field + "words", group.means().isEmpty() ? 2 : 1);
            checkWords(group.means(), field + "means", 0);
            demand(
                    Stream.concat(group.words().stream(), group.means().stream())
                            .allMatch(word -> Words.wanted(word, Tuned.SYNONYM_WORDS_MAX + 1)
                                            .size()
                                    <= Tuned.SYNONYM_WORDS_MAX),
                    field + "words",
                    "A synonym has at most five words.");
        }
        var redirected = new HashSet<String>();
        for (var i = 0; i < wanted.redirects().size(); i++) {
            var redirect = wanted.redirects().get(i);
            var field = "redirects[" + i + "].";
            checkWords(redirect.words(), field + "words", 1);
            demand(
                    redirect.words().stream().allMatch(word -> redirected.add(Tuned.key(word))),
                    field + "words",
                    "The same words can lead to one page only.");
            demand(
                    redirect.address() != null
                            && redirect.address().length() <= ADDRESS_MAX
                            && ADDRESS.matcher(redirect.address()).matches(),
                    field + "address",
                    "An address begins with / and stays in the shop: /c/category, /p/product, /search?brand=brand.");
        }
        var pinned = new HashSet<String>();
        for (var i = 0; i < wanted.pins().size(); i++) {
            var pin = wanted.pins().get(i);
            var field = "pins[" + i + "].";
            checkWords(pin.words(), field + "words", 1);
            demand(
                    pin.words().stream().allMatch(word -> pinned.add(Tuned.key(word))),
                    field + "words",
                    "Products can be pinned for the same words once only.");
            demand(
                    pin.products().size() <= PINNED_MAX
                            && pin.products().stream().allMatch(Objects::nonNull),
                    field + "products",
                    "At most 20 products are pinned for a search.");
            demand(
                    pin.hidden().size() <= HIDDEN_MAX && pin.hidden().stream().allMatch(Objects::nonNull),
                    field + "hidden",
                    "At most 50 products are hidden from a search.");
            demand(
                    new HashSet<>(pin.products()).size() == pin.products().size()
                            && pin.hidden().stream().noneMatch(pin.products()::contains),
                    field + "products",
                    "A product is pinned once, or hidden.");
        }
        checkBoosts(wanted.boosts());
    }

    private static void checkBoosts(Tuning.Boosts boosts) {
        demand(boosts != null, "boosts", "Say how sales, stock and freshness count.");
        checkBoost(boosts.sales(), "sales");
        checkBoost(boosts.stock(), "stock");
        checkBoost(boosts.freshness(), "freshness");
        demand(
                boosts.halfLifeDays() >= 1 && boosts.halfLifeDays() <= 1_000,
                "boosts.halfLifeDays",
                "Freshness halves within 1 to 1,000 days.");
    }

    private static void checkBoost(int hundredths, String name) {
        demand(hundredths >= 0 && hundredths <= 100, "boosts." + name, "A boost is 0 to 100.");
    }

    private static void checkWords(List<String> words, String field, int min) {
        demand(words.size() >= min && words.size() <= WORDS_MAX, field, "Give " + min + " to 20 words.");
        demand(
                words.stream()
                        .allMatch(word -> word != null
                                && word.length() <= WORD_CHARS_MAX
                                && !Tuned.cut(word).isEmpty()),
                field,
                "Each has 1 to 60 characters, some of them letters or digits.");
    }

    private static void demand(boolean met, String field, String otherwise) {
        if (!met) {
            throw SearchProblem.INVALID_TUNING.refusal(otherwise).with("field", field);
        }
    }
}
