package io.kontor.search.index;

import io.kontor.search.words.Words.Term;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Terms that are cut already, handed to Lucene as they are. */
final class FinishedTerms extends TokenStream {
    private final CharTermAttribute text = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final List<Term> terms;
    private int next;

    FinishedTerms(List<Term> terms) {
        this.terms = terms;
    }

    @Override
    public boolean incrementToken() {
        if (next == terms.size()) {
            return false;
        }
        clearAttributes();
        var term = terms.get(next++);
        text.append(term.text());
        increment.setPositionIncrement(term.increment());
        return true;
    }

    @Override
    public void reset() {
        next = 0;
    }
}
