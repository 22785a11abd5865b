package io.kontor.search.find;

import static io.kontor.search.index.Fields.PART;

import io.kontor.search.Search;
import io.kontor.search.index.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * One choice that narrows the list.
 *
 * @param facet the code of the facet whose values it chooses
 */
record Filter(String facet, Query query) {

    static List<Filter> of(Search.Query wanted, Currency currency) {
        var filters = new ArrayList<Filter>();
        if (wanted.category() != null) {
            filters.add(new Filter(Facets.CATEGORY, new TermQuery(new Term(Fields.CATEGORY, wanted.category()))));
        }
        if (!wanted.brands().isEmpty()) {
            filters.add(new Filter(Facets.BRAND, oneOf(Fields.BRAND, wanted.brands())));
        }
        if (wanted.minPrice() != null || wanted.maxPrice() != null) {
            filters.add(new Filter(Facets.PRICE, price(wanted.minPrice(), wanted.maxPrice(), currency)));
        }
        new TreeMap<>(wanted.attributes()).forEach((code, values) -> {
            if (!values.isEmpty()) {
                filters.add(new Filter(
                        Facets.ATTRIBUTE + code,
                        oneOf(
                                Fields.ATTRIBUTE,
                                values.stream()
                                        .map(value -> code + PART + value)
                                        .toList())));
            }
        });
        if (wanted.onlyAvailable()) {
            filters.add(new Filter(Facets.IN_STOCK, new TermQuery(new Term(Fields.AVAILABLE, "true"))));
        }
        if (wanted.onlyOffers()) {
            filters.add(new Filter(Facets.ON_OFFER, new TermQuery(new Term(Fields.ON_OFFER, "true"))));
        }
        return filters;
    }

    private static Query oneOf(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    private static Query price(@Nullable String min, @Nullable String max, Currency currency) {
        var least = min == null ? 0 : FindProducts.minorUp(min, currency);
        var most = max == null ? Long.MAX_VALUE : FindProducts.minorDown(max, currency);
        return least > most ? new MatchNoDocsQuery() : LongPoint.newRangeQuery(Fields.PRICE, least, most);
    }

    static BigDecimal minor(String amount, Currency currency) {
        return new BigDecimal(amount).movePointRight(currency.getDefaultFractionDigits());
    }
}
