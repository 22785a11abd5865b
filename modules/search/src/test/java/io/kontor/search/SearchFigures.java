package io.kontor.search;

import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.search.Search.Query;
import io.kontor.search.Search.Sort;
import io.kontor.search.index.ProductIndex;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Prints how fast the index is filled and searched. Argument: a gzipped CSV with columns product_name, discounted_price and brand. */
public final class SearchFigures {
    private SearchFigures() {}

    public static void main(String[] arguments) throws IOException {
        var shop = TestShop.start(
                List.of(InventoryModule.class, CatalogModule.class, SearchModule.class), List.of(), false);
        var cast = new Cast(shop);
        var drafts = drafts(Path.of(arguments[0]), cast);
        var index = shop.bean(ProductIndex.class);
        var started = System.nanoTime();
        for (var from = 0; from < drafts.size(); from += 200) {
            shop.bean(SaveProduct.class).saveAll(drafts.subList(from, Math.min(from + 200, drafts.size())), "figures");
        }
        var saved = System.nanoTime();
        waitFor(index, drafts.size());
        System.out.printf(
                "%d products: saved in %d ms, all searchable %d ms later%n",
                drafts.size(), millis(started, saved), millis(saved, System.nanoTime()));
        var search = shop.bean(Search.class);
        var random = new Random(1);
        var names = drafts.stream().map(draft -> draft.name().in(Language.EN)).toList();
        measure("two words of a name", 2_000, i -> search.find(query(someWords(names, random, 2), Sort.RELEVANCE)));
        measure("one word of a name", 2_000, i -> search.find(query(someWords(names, random, 1), Sort.RELEVANCE)));
        measure(
                "a mistyped word",
                1_000,
                i -> search.find(query(mistyped(someWords(names, random, 1), random), Sort.RELEVANCE)));
        measure("everything, newest first", 500, i -> search.find(query("", Sort.NEWEST)));
        measure("everything, cheapest first", 500, i -> search.find(query("", Sort.PRICE_ASC)));
        measure(
                "suggestions for three letters",
                1_000,
                i -> search.suggest(cut(someWords(names, random, 1), 3), Language.EN));
        measure(
                "suggestions for one letter",
                300,
                i -> search.suggest(cut(someWords(names, random, 1), 1), Language.EN));
        measure("sixteen words", 300, i -> search.find(query(cut(someWords(names, random, 16), 200), Sort.RELEVANCE)));
        measure("200 characters of nonsense", 300, i -> search.find(query(nonsense(random), Sort.RELEVANCE)));
        measure("one letter", 300, i -> search.find(query(String.valueOf((char) ('a' + i % 26)), Sort.RELEVANCE)));
        shop.stop();
    }

    private static void waitFor(ProductIndex index, int count) {
        Await.until(() -> {
            if (index.size() < count) {
                throw new AssertionError(index.size() + " of " + count);
            }
        });
    }

    private static List<ProductDraft> drafts(Path file, Cast cast) throws IOException {
        var drafts = new ArrayList<ProductDraft>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            var header = cells(lines.readLine());
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var cells = cells(line);
                var name = cells.get(header.indexOf("product_name"));
                var price = cells.get(header.indexOf("discounted_price"));
                if (cells.size() == header.size() && price.matches("\\d+") && !name.isBlank()) {
                    var code = "F" + drafts.size();
                    drafts.add(new ProductDraft(
                            code,
                            null,
                            null,
                            List.of(),
                            Text.of("en", cut(name, 200)),
                            Text.EMPTY,
                            Text.EMPTY,
                            List.of(),
                            List.of(new Variant(
                                    code,
                                    Map.of(),
                                    Money.of(Long.parseLong(price) * 100, "CNY"),
                                    null,
                                    0,
                                    0,
                                    null,
                                    null)),
                            List.of(new ProductDraft.Attribute(
                                    "brand-name",
                                    Text.of("en", "Brand"),
                                    Text.of("en", cut(cells.get(header.indexOf("brand")) + " ", 100)))),
                            List.of(),
                            true,
                            null));
                }
            }
        }
        return drafts;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static Query query(String text, Sort sort) {
        return new Query(text, null, List.of(), null, null, Map.of(), false, false, sort, 24, null, Language.EN);
    }

    private static String someWords(List<String> names, Random random, int count) {
        var words = new ArrayList<String>();
        while (words.size() < count) {
            var name = names.get(random.nextInt(names.size())).split(" ");
            Arrays.stream(name).limit(count - words.size()).forEach(words::add);
        }
        return String.join(" ", words);
    }

    private static String mistyped(String word, Random random) {
        var at = random.nextInt(word.length());
        return word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at);
    }

    private static String nonsense(Random random) {
        var text = new StringBuilder();
        while (text.length() < 200) {
            text.append((char) ('a' + random.nextInt(26))).append(random.nextInt(7) == 0 ? " " : "");
        }
        return text.substring(0, 200);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }

    private static void measure(String what, int count, Consumer<Integer> one) {
        for (var i = 0; i < count / 2; i++) {
            one.accept(i);
        }
        var times = new long[count];
        var started = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var before = System.nanoTime();
            one.accept(i);
            times[i] = System.nanoTime() - before;
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        Arrays.sort(times);
        System.out.printf(
                "%-32s %6.0f/s on one thread, median %.2f ms, p99 %.2f ms, worst %.1f ms%n",
                what, count / seconds, times[count / 2] / 1e6, times[count * 99 / 100] / 1e6, times[count - 1] / 1e6);
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
