package io.kontor.search.suggest;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.search.Search.Suggestions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SuggestionEndpoint {
    private final SuggestWhatIsTyped suggest;

    SuggestionEndpoint(SuggestWhatIsTyped suggest) {
        this.suggest = suggest;
    }

    /** What a shopper may be typing: words, categories and products, at most 8 of each. */
    @GetMapping("/api/store/v1/suggestions")
    @Access(Caller.Kind.GUEST)
    Suggestions suggestions(@RequestParam String q, Language language) {
        return suggest.suggest(q, language);
    }
}
