package io.kontor.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog.ProductDocument;
import io.kontor.catalog.CatalogModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Text;
import io.kontor.platform.start.KontorSettings;
import io.kontor.search.Cast;
import io.kontor.search.SearchModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductIndexTest {
    private TestShop shop;
    private Cast cast;
    private Path folder;

    @BeforeEach
    void open() {
        shop = TestShop.start(
                List.of(InventoryModule.class, CatalogModule.class, SearchModule.class), List.of(), false);
        cast = new Cast(shop);
        folder = shop.bean(KontorSettings.class).data().resolve("search-index");
    }

    @AfterEach
    void close() {
        shop.stop();
    }

    private void save(String word, int count) {
        cast.saveAll(IntStream.range(0, count)
                .mapToObj(i -> cast.product("商品", word + " " + i))
                .toList());
        Await.until(() -> assertThat(cast.find(Cast.query(word)).total()).isEqualTo(count));
    }

    @Test
    void aSecondStartAnswersAtOnceFromWhatTheFirstKept() {
        var word = Cast.newWord();
        save(word, 40);
        var data = shop.bean(KontorSettings.class).data();
        shop.stop();
        var again = new ProductIndex(settings(data), new SimpleMeterRegistry());
        assertThat(again.size()).isEqualTo(40);
        again.close();
    }

    private static KontorSettings settings(Path data) {
        return new KontorSettings(
                0, "127.0.0.1", data, "all", Map.of(), null, false, false, null, List.of(), ZoneOffset.UTC, null);
    }

    @Test
    void aWalkOverTheCatalogueMendsWhatWasNotHeard() {
        var word = Cast.newWord();
        save(word, 12);
        var index = shop.bean(ProductIndex.class);
        // As if this process had not heard of one product, and another had been deleted unheard.
        var unheard = cast.find(Cast.query(word)).items().getFirst().productId().toString();
        index.write(Map.of("ffffffff-ffff-7000-8000-000000000000", ProductEntry.of(leftOver(), 0)), List.of(unheard));
        Await.until(() -> assertThat(cast.find(Cast.query("leftover")).total()).isEqualTo(1));
        shop.bean(KeepIndex.class).compareAll();
        Await.until(() -> {
            assertThat(cast.find(Cast.query("leftover")).total()).isZero();
            assertThat(cast.find(Cast.query(word)).total()).isEqualTo(12);
        });
    }

    private static ProductDocument leftOver() {
        return new ProductDocument(
                UUID.fromString("ffffffff-ffff-7000-8000-000000000000"),
                "leftover",
                true,
                Text.of("en", "leftover"),
                Text.EMPTY,
                Text.EMPTY,
                null,
                null,
                List.of(),
                List.of(),
                List.of("LEFT-OVER"),
                100,
                100,
                "CNY",
                false,
                true,
                Instant.EPOCH,
                List.of());
    }

    @Test
    void aFolderDeletedWhileSearchingIsBuiltAnewWithoutAGap() throws Exception {
        var word = Cast.newWord();
        save(word, 60);
        var running = new AtomicBoolean(true);
        var searches = new AtomicInteger();
        var wrong = new ArrayList<Object>();
        var searcher = Thread.ofPlatform().start(() -> {
            while (running.get()) {
                try {
                    var total = cast.find(Cast.query(word)).total();
                    if (total != 60) {
                        wrong.add(total);
                    }
                    searches.incrementAndGet();
                } catch (RuntimeException failed) {
                    wrong.add(failed);
                }
            }
        });
        var before = newest();
        Shelf.deleteFolder(before);
        Await.until(() -> assertThat(newest()).isNotEqualTo(before));
        Await.until(() -> assertThat(Shelf.isReadable(newest())).isTrue());
        var more = cast.product("之后", word + "after").save();
        Await.until(() -> assertThat(cast.slugs(word + "after")).contains(more));
        running.set(false);
        searcher.join();
        assertThat(wrong).isEmpty();
        assertThat(searches.get()).isPositive();
    }

    private Path newest() {
        try (var paths = Files.list(folder)) {
            return paths.max(java.util.Comparator.comparing(
                            path -> Integer.parseInt(path.getFileName().toString())))
                    .orElse(folder);
        } catch (IOException gone) {
            return folder;
        }
    }

    @Test
    void aDamagedIndexIsPutAsideAtTheStart() throws IOException {
        save(Cast.newWord(), 5);
        var data = shop.bean(KontorSettings.class).data();
        var kept = newest();
        shop.stop();
        try (var files = Files.list(kept)) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.writeString(file, "not an index");
            }
        }
        var again = new ProductIndex(settings(data), new SimpleMeterRegistry());
        assertThat(again.size()).isZero();
        again.close();
    }
}
