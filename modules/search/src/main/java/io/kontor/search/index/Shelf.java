package io.kontor.search.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One folder that holds an index, open for writing and searching. */
final class Shelf implements Closeable {
    /** Raised whenever products are written in another form than before: an index of another form is built anew. */
    private static final String FORM = "2";

    private static final String FORM_KEY = "form";
    private static final Logger log = LoggerFactory.getLogger(Shelf.class);
    // Names are short and all about as long: what is left out says more than how long they are.
    private static final BM25Similarity SIMILARITY = new BM25Similarity(1.2f, 0.3f);

    private final Path folder;
    private final FSDirectory files;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile boolean broken;

    /** Opens the index in the folder, or an empty one where there is none. */
    Shelf(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        this.files = FSDirectory.open(folder);
        try {
            this.writer = new IndexWriter(
                    files, new IndexWriterConfig().setRAMBufferSizeMB(32).setSimilarity(SIMILARITY));
        } catch (IOException | RuntimeException unusable) {
            files.close();
            throw unusable;
        }
        this.searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(
                    org.apache.lucene.index.IndexReader reader,
                    org.apache.lucene.index.@Nullable IndexReader previous) {
                var searcher = new IndexSearcher(reader);
                searcher.setSimilarity(SIMILARITY);
                return searcher;
            }
        });
    }

    /** Whether the folder holds an index that this version can read. */
    static boolean isReadable(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = FSDirectory.open(folder)) {
            if (!DirectoryReader.indexExists(files)) {
                return false;
            }
            try (var reader = DirectoryReader.open(files)) {
                return FORM.equals(reader.getIndexCommit().getUserData().get(FORM_KEY));
            }
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }

    interface Reading<T> {
        T read(IndexSearcher searcher) throws IOException;
    }

    /** @throws AlreadyClosedException when the shelf was taken down meanwhile */
    <T> T read(Reading<T> reading) {
        try {
            var searcher = searchers.acquire();
            try {
                return reading.read(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts products in and takes products out; whoever reads from now on sees it. */
    void write(Map<String, Document> entries, Collection<String> gone) {
        try {
            for (var entry : entries.entrySet()) {
                put(entry.getKey(), entry.getValue());
            }
            if (!gone.isEmpty()) {
                writer.deleteDocuments(
                        gone.stream().map(id -> new Term(Fields.ID, id)).toArray(Term[]::new));
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException | AlreadyClosedException failed) {
            broken = true;
        }
    }

    private void put(String id, Document entry) throws IOException {
        try {
            writer.updateDocument(new Term(Fields.ID, id), entry);
        } catch (IllegalArgumentException defect) {
            // One product that the index cannot hold must not keep the rest out.
            log.error("Product {} cannot be indexed", id, defect);
        }
    }

    /** Says how many units each product sold; nothing else of them is written anew. */
    void setSold(Map<String, Long> unitsById) {
        try {
            for (var one : unitsById.entrySet()) {
                writer.updateNumericDocValue(new Term(Fields.ID, one.getKey()), Fields.SOLD, one.getValue());
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException | AlreadyClosedException failed) {
            broken = true;
        }
    }

    /** Makes what was written outlive the process. */
    void keep() {
        try {
            if (writer.hasUncommittedChanges()) {
                var said = new HashMap<>(Map.of(FORM_KEY, FORM));
                writer.setLiveCommitData(said.entrySet());
                writer.commit();
            }
        } catch (IOException | AlreadyClosedException failed) {
            broken = true;
        }
    }

    /** Whether it can still be written: somebody may have deleted the folder. */
    boolean isSound() {
        return !broken && writer.isOpen() && Files.isDirectory(folder);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        try {
            keep();
            if (broken) {
                writer.rollback();
            } else {
                writer.close();
            }
        } finally {
            files.close();
        }
    }

    /** Closes it and deletes its files. */
    void discard() {
        try {
            broken = true;
            close();
        } catch (IOException | AlreadyClosedException gone) {
            // What is not there any more need not be closed.
        }
        deleteFolder(folder);
    }

    static void deleteFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException gone) {
            // Left over files take room and do no other harm; the next start tries again.
        }
    }
}
