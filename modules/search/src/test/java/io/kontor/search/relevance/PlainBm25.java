package io.kontor.search.relevance;

import io.kontor.search.relevance.RealProducts.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** What Lucene finds by itself: all texts of a product in one field, standard analysis, any of the words, BM25. */
final class PlainBm25 {
    private final IndexSearcher searcher;

    PlainBm25(List<Product> products) throws IOException {
        var files = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(files, new IndexWriterConfig(new StandardAnalyzer()))) {
            for (var product : products) {
                var entry = new Document();
                entry.add(new StoredField("code", product.code()));
                var text = String.join(
                        " ",
                        product.name(),
                        product.brand(),
                        String.join(" ", product.categories()),
                        product.description(),
                        product.model());
                entry.add(new TextField("text", text, Field.Store.NO));
                writer.addDocument(entry);
            }
        }
        searcher = new IndexSearcher(DirectoryReader.open(files));
    }

    List<String> find(String text) throws IOException {
        var query = new QueryBuilder(new StandardAnalyzer()).createBooleanQuery("text", text);
        var codes = new ArrayList<String>();
        if (query != null) {
            for (var hit : searcher.search(query, 10).scoreDocs) {
                codes.add(searcher.storedFields().document(hit.doc).get("code"));
            }
        }
        return codes;
    }
}
