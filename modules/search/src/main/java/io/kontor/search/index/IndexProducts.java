package io.kontor.search.index;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.ProductDocument;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.ShippedSince;
import io.kontor.inventory.StockChanged;
import io.kontor.search.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings products from the catalogue into the index. One thread does all of it: what it asks of the catalogue is written
 * before anything is asked again, so an older state never overwrites a newer one. It is a thread of its own because
 * cutting texts is long work, which would hold up everything else on a virtual thread.
 */
@Component
class IndexProducts {
    private static final Logger log = LoggerFactory.getLogger(IndexProducts.class);
    private static final int BATCH = 250;
    private static final Duration SOLD_WITHIN = Duration.ofDays(30);
    /** What sold less than so many others counts as not sold. */
    private static final int SOLD_SKUS_MAX = 10_000;

    private final Catalog catalog;
    private final ProductIndex index;
    private final Inventory inventory;
    private final Clock clock;
    /** Units that the best-selling SKUs sold lately; touched by the writing thread alone. */
    private Map<String, Long> soldBySku = Map.of();

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("search-index writing").factory());

    IndexProducts(Catalog catalog, ProductIndex index, Inventory inventory, Clock clock) {
        this.catalog = catalog;
        this.index = index;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** Writes the products as they are now; those no longer published go. */
    void index(Collection<UUID> productIds) {
        onWriter(() -> {
            write(productIds);
            return null;
        });
    }

    /** Writes the products that the changes may have sold out or brought back, and answers whether there were any. */
    boolean indexStock(List<StockChanged> changes) {
        return onWriter(() -> {
            var productIds = index.readNewest(searcher -> concerned(searcher, changes));
            write(productIds);
            return !productIds.isEmpty();
        });
    }

    /** Asks what sold lately and writes that of the products whose number is another one. */
    void indexSold() {
        onWriter(() -> {
            var sold = new HashMap<String, Long>();
            inventory
                    .shipped(new ShippedSince(clock.instant().minus(SOLD_WITHIN), SOLD_SKUS_MAX))
                    .forEach(shipped -> sold.merge(Words.fold(shipped.sku()), shipped.units(), Long::sum));
            soldBySku = sold;
            var changed = index.readNewest(searcher -> soldOtherwise(searcher, sold));
            if (!changed.isEmpty()) {
                index.setSold(changed);
            }
            return null;
        });
    }

    private static Map<String, Long> soldOtherwise(IndexSearcher searcher, Map<String, Long> soldBySku)
            throws java.io.IOException {
        var changed = new HashMap<String, Long>();
        for (var leaf : searcher.getIndexReader().leaves()) {
            var soldByDoc = new HashMap<Integer, Long>();
            for (var sold : soldBySku.entrySet()) {
                var postings = leaf.reader().postings(new Term(Fields.SKU, sold.getKey()), PostingsEnum.NONE);
                while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    soldByDoc.merge(postings.docID(), sold.getValue(), Long::sum);
                }
            }
            var live = leaf.reader().getLiveDocs();
            var shown = DocValues.getNumeric(leaf.reader(), Fields.SOLD);
            var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
            for (var doc = shown.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = shown.nextDoc()) {
                var units = soldByDoc.getOrDefault(doc, 0L);
                if (units != shown.longValue() && (live == null || live.get(doc)) && ids.advanceExact(doc)) {
                    changed.put(ids.lookupOrd(ids.ordValue()).utf8ToString(), units);
                }
            }
        }
        return changed;
    }

    private long sold(ProductDocument product) {
        return product.skus().stream()
                .map(Words::fold)
                .distinct()
                .mapToLong(sku -> soldBySku.getOrDefault(sku, 0L))
                .sum();
    }

    /** How far a walk over the catalogue has come. @param changed products that were not as the catalogue has them */
    record Step(@Nullable UUID last, int changed) {}

    /** Compares the products after the given one with the index and mends what differs. No last one: that was all. */
    Step compare(@Nullable UUID after) {
        return onWriter(() -> {
            var productIds = catalog.productIds(after, BATCH);
            var last = productIds.size() < BATCH ? null : productIds.getLast();
            var published = productIds.isEmpty() ? List.<ProductDocument>of() : published(productIds);
            var different = index.readNewest(searcher -> different(searcher, published));
            var known = index.readNewest(searcher -> idsBetween(searcher, after, last));
            known.removeAll(
                    published.stream().map(product -> product.id().toString()).collect(Collectors.toSet()));
            if (!different.isEmpty() || !known.isEmpty()) {
                index.write(entries(different), known);
            }
            return new Step(last, different.size() + known.size());
        });
    }

    private void write(Collection<UUID> productIds) {
        var left = new ArrayList<>(new LinkedHashSet<>(productIds));
        for (var from = 0; from < left.size(); from += BATCH) {
            var some = left.subList(from, Math.min(from + BATCH, left.size()));
            var entries = entries(published(some));
            var gone = some.stream()
                    .map(UUID::toString)
                    .filter(id -> !entries.containsKey(id))
                    .toList();
            index.write(entries, gone);
        }
    }

    private List<ProductDocument> published(List<UUID> productIds) {
        return catalog.documents(productIds).stream()
                .filter(ProductDocument::published)
                .toList();
    }

    private Map<String, Document> entries(List<ProductDocument> products) {
        var entries = new LinkedHashMap<String, Document>();
        for (var product : products) {
            try {
                entries.put(product.id().toString(), ProductEntry.of(product, sold(product)));
            } catch (RuntimeException defect) {
                // One product that cannot be cut must not keep the rest out.
                log.error("Product {} cannot be indexed", product.id(), defect);
            }
        }
        return entries;
    }

    private static List<ProductDocument> different(IndexSearcher searcher, List<ProductDocument> products)
            throws java.io.IOException {
        var different = new ArrayList<ProductDocument>();
        for (var product : products) {
            if (!ProductEntry.print(product)
                    .equals(printOf(searcher, product.id().toString()))) {
                different.add(product);
            }
        }
        return different;
    }

    private static @Nullable BytesRef printOf(IndexSearcher searcher, String id) throws java.io.IOException {
        for (var leaf : searcher.getIndexReader().leaves()) {
            var postings = leaf.reader().postings(new Term(Fields.ID, id), PostingsEnum.NONE);
            var live = leaf.reader().getLiveDocs();
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(postings.docID())) {
                    var prints = DocValues.getBinary(leaf.reader(), Fields.PRINT);
                    return prints.advanceExact(postings.docID()) ? prints.binaryValue() : null;
                }
            }
        }
        return null;
    }

    /** Ids in the index after one and up to another; null: from the first, to the end. */
    private static LinkedHashSet<String> idsBetween(IndexSearcher searcher, @Nullable UUID after, @Nullable UUID last)
            throws java.io.IOException {
        var ids = new LinkedHashSet<String>();
        var terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.ID);
        if (terms == null) {
            return ids;
        }
        var each = terms.iterator();
        var status = each.seekCeil(new BytesRef(after == null ? "" : after.toString()));
        for (var term = status == TermsEnum.SeekStatus.END ? null : each.term(); term != null; term = each.next()) {
            var id = term.utf8ToString();
            if (last != null && id.compareTo(last.toString()) > 0) {
                break;
            }
            if (after == null || !id.equals(after.toString())) {
                ids.add(id);
            }
        }
        return ids;
    }

    /**
     * Products that are shown as available though one of their SKUs sold out, or as sold out though one came back. Most
     * sales change neither.
     */
    private LinkedHashSet<UUID> concerned(IndexSearcher searcher, List<StockChanged> changes)
            throws java.io.IOException {
        var concerned = new LinkedHashSet<UUID>();
        for (var change : changes) {
            for (var leaf : searcher.getIndexReader().leaves()) {
                var postings =
                        leaf.reader().postings(new Term(Fields.SKU, Words.fold(change.sku())), PostingsEnum.NONE);
                var live = leaf.reader().getLiveDocs();
                while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    var doc = postings.docID();
                    if (live == null || live.get(doc)) {
                        var available = DocValues.getNumeric(leaf.reader(), Fields.AVAILABLE);
                        var shown = available.advanceExact(doc) && available.longValue() == 1;
                        if (shown != change.available() > 0 || index.isBuilding()) {
                            var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
                            ids.advanceExact(doc);
                            concerned.add(UUID.fromString(
                                    ids.lookupOrd(ids.ordValue()).utf8ToString()));
                        }
                    }
                }
            }
        }
        return concerned;
    }

    private <T> T onWriter(Callable<T> work) {
        try {
            return writer.submit(work).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
