package io.kontor.search;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.search.find.FindProducts;
import io.kontor.search.suggest.SuggestWhatIsTyped;
import io.kontor.search.tuning.CurrentTuning;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Access(Caller.Kind.SYSTEM)
class LocalSearch implements Search {
    private static final int REDIRECT_TEXT_MAX = 200;

    private final FindProducts findProducts;
    private final SuggestWhatIsTyped suggest;
    private final CurrentTuning tuning;

    LocalSearch(FindProducts findProducts, SuggestWhatIsTyped suggest, CurrentTuning tuning) {
        this.findProducts = findProducts;
        this.suggest = suggest;
        this.tuning = tuning;
    }

    @Override
    public Found find(Query query) {
        return findProducts.find(query);
    }

    @Override
    public Suggestions suggest(String text, Language language) {
        return suggest.suggest(text, language);
    }

    @Override
    public Optional<Elsewhere> redirect(String text) {
        return text.length() > REDIRECT_TEXT_MAX
                ? Optional.empty()
                : tuning.get().redirect(text).map(Elsewhere::new);
    }
}
