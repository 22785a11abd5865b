package io.kontor.search;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.search.find.FindProducts;
import io.kontor.search.suggest.SuggestWhatIsTyped;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Access(Caller.Kind.SYSTEM)
class LocalSearch implements Search {
    private final FindProducts findProducts;
    private final SuggestWhatIsTyped suggest;

    LocalSearch(FindProducts findProducts, SuggestWhatIsTyped suggest) {
        this.findProducts = findProducts;
        this.suggest = suggest;
    }

    @Override
    public Found find(Query query) {
        return findProducts.find(query);
    }

    @Override
    public Suggestions suggest(String text, Language language) {
        return suggest.suggest(text, language);
    }
}
