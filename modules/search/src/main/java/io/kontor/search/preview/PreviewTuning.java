package io.kontor.search.preview;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.Language;
import io.kontor.kernel.Text;
import io.kontor.search.find.ExplainOrder;
import io.kontor.search.find.ExplainOrder.Order;
import io.kontor.search.find.ExplainOrder.Ranked;
import io.kontor.search.tuning.CurrentTuning;
import io.kontor.search.tuning.SaveTuning;
import io.kontor.search.tuning.Tuned;
import io.kontor.search.tuning.Tuning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Searches as the shop does now and as it would with a tuning that is not saved. */
@Component
class PreviewTuning {
    private static final int SHOWN = 12;

    private final ExplainOrder explainOrder;
    private final CurrentTuning current;
    private final Catalog catalog;

    PreviewTuning(ExplainOrder explainOrder, CurrentTuning current, Catalog catalog) {
        this.explainOrder = explainOrder;
        this.current = current;
        this.catalog = catalog;
    }

    /** @param why what decided its place */
    record Shown(String slug, Text name, @Nullable String image, Ranked why) {}

    /**
     * The first 12 products.
     *
     * @param redirect the page that is shown instead, or null
     * @param reading how the words were understood: WORDS, SOUNDS, TYPOS, SOME_WORDS
     */
    record Results(@Nullable String redirect, String reading, List<Shown> products) {}

    record Preview(Results before, Results after) {}

    /** @throws io.kontor.kernel.Refusal INVALID_TUNING (422) with the {@code field} */
    Preview preview(String text, Language language, Tuning wanted) {
        SaveTuning.check(wanted);
        var now = current.get();
        var then = new Tuned(wanted);
        var before = explainOrder.explain(text, language, now, SHOWN);
        var after = explainOrder.explain(text, language, then, SHOWN);
        var cards = cards(before, after);
        return new Preview(results(text, now, before, cards), results(text, then, after, cards));
    }

    private Map<Object, ProductCard> cards(Order before, Order after) {
        var ids = Stream.concat(before.products().stream(), after.products().stream())
                .map(Ranked::productId)
                .distinct()
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : catalog.cards(ids).stream().collect(Collectors.toMap(ProductCard::productId, Function.identity()));
    }

    private static Results results(String text, Tuned tuned, Order order, Map<Object, ProductCard> cards) {
        return new Results(
                tuned.redirect(text).orElse(null),
                order.reading().name(),
                order.products().stream()
                        .filter(ranked -> cards.containsKey(ranked.productId()))
                        .map(ranked -> shown(ranked, Objects.requireNonNull(cards.get(ranked.productId()))))
                        .toList());
    }

    private static Shown shown(Ranked ranked, ProductCard card) {
        var image = card.image();
        return new Shown(
                card.slug(),
                card.name(),
                image == null ? null : image.renditions().getOrDefault("thumb", image.url()),
                ranked);
    }
}
