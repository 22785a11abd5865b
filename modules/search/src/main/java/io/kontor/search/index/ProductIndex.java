package io.kontor.search.index;

import io.kontor.kernel.CommonProblem;
import io.kontor.platform.start.KontorSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The index of published products, in {@code search-index/<number>} of the data folder. Every process that runs search
 * has its own. While a new one is being built the old one answers.
 */
@Component
public class ProductIndex {
    private static final Logger log = LoggerFactory.getLogger(ProductIndex.class);
    private static final int OPEN_SECONDS_MAX = 10;

    private final Path folder;
    private final CompletableFuture<Shelf> opened = new CompletableFuture<>();
    private volatile @Nullable Shelf current;
    private volatile @Nullable Shelf building;

    ProductIndex(KontorSettings settings, MeterRegistry meters) {
        this.folder = settings.data().resolve("search-index");
        meters.gauge("kontor.search.products", this, index -> index.opened.isDone() ? index.size() : 0);
        // Opening takes a moment that the rest of the start can use.
        Thread.ofPlatform().daemon().name("search-index opening").start(this::open);
    }

    private void open() {
        try {
            var shelf = openNewest();
            current = shelf;
            opened.complete(shelf);
        } catch (IOException | RuntimeException unusable) {
            log.error("The search index cannot be opened in {}", folder, unusable);
            opened.completeExceptionally(unusable);
        }
    }

    private Shelf openNewest() throws IOException {
        Shelf found = null;
        for (var candidate : shelves()) {
            if (found == null && Shelf.isReadable(candidate)) {
                found = openUnlessTaken(candidate);
            }
            if (found == null || !found.folder().equals(candidate)) {
                deleteUnlessTaken(candidate);
            }
        }
        return found == null ? new Shelf(nextFolder()) : found;
    }

    private static @Nullable Shelf openUnlessTaken(Path candidate) {
        try {
            return new Shelf(candidate);
        } catch (IOException | RuntimeException unusable) {
            return null;
        }
    }

    private static void deleteUnlessTaken(Path candidate) {
        try (var files = FSDirectory.open(candidate);
                var _ = files.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            log.debug("Deleting {}", candidate);
        } catch (IOException taken) {
            return;
        }
        Shelf.deleteFolder(candidate);
    }

    /** Newest first. */
    private List<Path> shelves() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.getFileName().toString().matches("\\d{1,9}"))
                    .sorted(Comparator.comparing((Path path) -> number(path)).reversed())
                    .toList();
        }
    }

    private Path nextFolder() throws IOException {
        var last = shelves().stream().findFirst().map(ProductIndex::number).orElse(0);
        var open = current;
        return folder.resolve(String.valueOf(Math.max(last, open == null ? 0 : number(open.folder())) + 1));
    }

    private static int number(Path shelf) {
        return Integer.parseInt(shelf.getFileName().toString());
    }

    /** What is read from a searcher while it is held. */
    public interface Reading<T> {
        T read(IndexSearcher searcher) throws IOException;
    }

    /** @throws io.kontor.kernel.Refusal BUSY (503) while the index cannot be opened */
    public <T> T read(Reading<T> reading) {
        while (true) {
            var shelf = current();
            try {
                return shelf.read(reading::read);
            } catch (AlreadyClosedException replaced) {
                if (shelf == current()) {
                    throw replaced;
                }
            }
        }
    }

    private Shelf current() {
        var shelf = current;
        if (shelf != null) {
            return shelf;
        }
        try {
            var first = opened.get(OPEN_SECONDS_MAX, TimeUnit.SECONDS);
            var now = current;
            return now == null ? first : now;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unusable) {
            log.debug("No index yet", unusable);
        }
        throw CommonProblem.BUSY.refusal("The search index is not ready. Try again in a moment.");
    }

    public int size() {
        return read(searcher -> searcher.getIndexReader().numDocs());
    }

    boolean isBuilding() {
        return building != null;
    }

    /** Reads what is being built, else what is searched. */
    <T> T readNewest(Reading<T> reading) {
        var newest = building;
        return newest == null ? read(reading) : newest.read(reading::read);
    }

    void write(Map<String, Document> entries, Collection<String> gone) {
        current().write(entries, gone);
        var alsoBuilding = building;
        if (alsoBuilding != null) {
            alsoBuilding.write(entries, gone);
        }
    }

    void setSold(Map<String, Long> unitsById) {
        current().setSold(unitsById);
        var alsoBuilding = building;
        if (alsoBuilding != null) {
            alsoBuilding.setSold(unitsById);
        }
    }

    void keep() {
        current().keep();
    }

    boolean isSound() {
        return current().isSound();
    }

    void beginAnew() throws IOException {
        building = new Shelf(nextFolder());
    }

    void abandonNew() {
        var abandoned = building;
        building = null;
        if (abandoned != null) {
            abandoned.discard();
        }
    }

    /** Lets what was built take the place of the index that was searched so far. */
    void replaceByNew() {
        var old = current();
        var built = building;
        if (built != null) {
            built.keep();
            current = built;
            building = null;
            old.discard();
        }
    }

    void close() {
        try {
            abandonNew();
            current().close();
        } catch (IOException | RuntimeException unclean) {
            log.warn("The search index was not closed cleanly: {}", unclean.toString());
        }
    }
}
