package io.kontor.catalog.importing;

import io.kontor.catalog.importing.Gathered.Section;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.kernel.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The import layout of Magento 2: simple products, and configurable ones that list their variants, in one file; the
 * category tree, and simpler product lists of Magento's sample shop, in others.
 */
final class MagentoProfile implements Profile {
    private static final String PRODUCTS = "products";
    private static final String LIST = "list";
    private static final String CATEGORIES = "categories";
    /** Not a row of a file: it stands under a variant's SKU and names the product that lists it. */
    private static final String LISTED = "listed";

    private static final String ROOT = "Default Category";
    private static final String LANGUAGE = "en";
    private static final Set<String> HIDDEN =
            Set.of("has_options", "required_options", "new", "sale", "erin_recommends");
    private static final Set<String> LIST_FIELDS =
            Set.of("category", "name", "sku", "price", "special_price", "qty", "description", "attribute_set");

    @Override
    public String name() {
        return "magento";
    }

    @Override
    public String currency() {
        return "USD";
    }

    @Override
    public @Nullable List<String> parts(List<TableFile> files) {
        var parts = files.stream().map(MagentoProfile::part).toList();
        return parts.contains(PRODUCTS) || parts.contains(LIST) ? parts : null;
    }

    private static String part(TableFile file) {
        var columns = file.columns();
        if (columns.containsAll(
                List.of("sku", "product_type", "name", "price", "categories", "additional_attributes"))) {
            return PRODUCTS;
        }
        if (columns.containsAll(List.of("category", "name", "sku", "price", "qty", "attribute_set"))
                && Stream.of("bundle_options", "associated_sku").noneMatch(columns::contains)) {
            return LIST;
        }
        return columns.containsAll(List.of("name", "url_key", "path", "active")) ? CATEGORIES : "";
    }

    @Override
    public Map<String, String> meanings(String part) {
        return switch (part) {
            case PRODUCTS ->
                Map.ofEntries(
                        Map.entry("sku", "sku"),
                        Map.entry("name", "name.en"),
                        Map.entry("description", "description"),
                        Map.entry("short_description", "summary"),
                        Map.entry("price", "price"),
                        Map.entry("special_price", "price (reduced)"),
                        Map.entry("categories", "category"),
                        Map.entry("weight", "weight"),
                        Map.entry("qty", "stock"),
                        Map.entry("base_image", "image"),
                        Map.entry("additional_images", "images"),
                        Map.entry("product_online", "status"),
                        Map.entry("product_type", "product or variant"),
                        Map.entry("visibility", "product or variant?"),
                        Map.entry("additional_attributes", "attribute:*"),
                        Map.entry("configurable_variations", "option:*"));
            case LIST ->
                Map.of(
                        "sku",
                        "sku",
                        "name",
                        "name.en",
                        "description",
                        "description",
                        "price",
                        "price",
                        "special_price",
                        "price (reduced)",
                        "category",
                        "category",
                        "qty",
                        "stock");
            case CATEGORIES -> Map.of("name", "category name", "path", "category above", "active", "category shown");
            default -> Map.of();
        };
    }

    @Override
    public boolean isStaged(String part) {
        return part.equals(PRODUCTS) || part.equals(LIST);
    }

    @Override
    public List<StagedRow> stage(int file, TableFile table, Row row, Mapping mapping, List<Fault> faults) {
        var cells = new LinkedHashMap<String, String>();
        for (var i = 0; i < table.columns().size(); i++) {
            if (!row.cells().get(i).isBlank()) {
                cells.put(table.columns().get(i), row.cells().get(i));
            }
        }
        var sku = cells.getOrDefault("sku", "").strip();
        if (sku.isEmpty() || sku.length() > 100) {
            faults.add(new Fault(file, row.line(), "sku", null, Reason.of(sku.isEmpty() ? "sku-missing" : "sku-long")));
            return List.of();
        }
        var staged = new ArrayList<StagedRow>();
        staged.add(new StagedRow(sku, file, row.line(), table.part(), cells));
        for (var variation : variations(cells.getOrDefault("configurable_variations", ""))) {
            var child = variation.getOrDefault("sku", "").strip();
            if (!child.isEmpty() && child.length() <= 100) {
                staged.add(new StagedRow(child, file, row.line(), LISTED, Map.of("by", sku)));
            }
        }
        return staged;
    }

    private static List<Map<String, String>> variations(String cell) {
        return Stream.of(cell.split("\\|"))
                .filter(one -> !one.isBlank())
                .map(MagentoProfile::pairs)
                .toList();
    }

    /** {@code a=b,c=d}; a comma inside a value is told from one between pairs by what follows it. */
    private static Map<String, String> pairs(String cell) {
        var pairs = new LinkedHashMap<String, String>();
        String last = null;
        for (var piece : cell.split(",")) {
            var at = piece.indexOf('=');
            if (at > 0) {
                last = piece.substring(0, at).strip();
                pairs.put(last, piece.substring(at + 1).strip());
            } else if (last != null) {
                pairs.merge(last, piece, (before, more) -> before + "," + more);
            }
        }
        return pairs;
    }

    @Override
    public Gathered gather(String key, List<StagedRow> rows, Surroundings surroundings) {
        var own = rows.stream().filter(row -> !row.part().equals(LISTED)).toList();
        if (own.isEmpty() || own.size() < rows.size()) {
            // It is a variant: it is read with the product that lists it, which also tells when it is missing.
            return repeated(key, own, surroundings);
        }
        return new Gathering(key, surroundings).of(own);
    }

    private static Gathered repeated(String key, List<StagedRow> own, Surroundings surroundings) {
        var reading = new RowReading(key, surroundings);
        if (!own.isEmpty()) {
            leaveOutRepeats(reading, key, own);
        }
        return Gathered.elsewhere(reading.faults());
    }

    private static void leaveOutRepeats(RowReading reading, String key, List<StagedRow> own) {
        own.stream()
                .skip(1)
                .forEach(again -> reading.leaveOut(
                        again, Reason.of("sku-repeated", key, own.getFirst().line())));
    }

    /** Puts one product together. */
    private static final class Gathering {
        private final String key;
        private final Surroundings surroundings;
        private final RowReading reading;
        private final Map<String, Section> sections = new LinkedHashMap<>();
        private final Options options = new Options();

        Gathering(String key, Surroundings surroundings) {
            this.key = key;
            this.surroundings = surroundings;
            this.reading = new RowReading(key, surroundings);
        }

        Gathered of(List<StagedRow> own) {
            leaveOutRepeats(reading, key, own);
            var main = own.getFirst();
            var draft = main.part().equals(LIST) ? listed(main) : imported(main);
            return Gathered.of(draft, List.copyOf(sections.values()), null, reading);
        }

        private @Nullable ProductDraft imported(StagedRow main) {
            var variants = switch (main.cell("product_type").strip()) {
                case "configurable" -> variants(main);
                case "simple", "virtual", "downloadable" -> single(main);
                default -> {
                    reading.refuse(main, "product_type", Reason.of("type", Terms.shortened(main.cell("product_type"))));
                    yield List.<ProductDraft.Variant>of();
                }
            };
            if (reading.isRefused()) {
                return null;
            }
            return draft(
                    main,
                    variants,
                    categories(main.cell("categories")),
                    attributes(pairs(main.cell("additional_attributes"))),
                    Stream.concat(
                                    PictureNames.of(main.cell("base_image")).stream(),
                                    PictureNames.of(main.cell("additional_images")).stream())
                            .toList(),
                    !main.cell("product_online").strip().equals("2")
                            && !main.cell("product_online").strip().equals("0"));
        }

        private List<ProductDraft.Variant> single(StagedRow main) {
            if (main.cell("visibility").strip().equals("Not Visible Individually")) {
                reading.refuse(main, "visibility", Reason.of("not-listed"));
                return List.of();
            }
            return List.of(variant(main, main, Map.of()));
        }

        private List<ProductDraft.Variant> variants(StagedRow main) {
            var listed = variations(main.cell("configurable_variations"));
            if (listed.isEmpty()) {
                reading.refuse(main, "configurable_variations", Reason.of("lists-none"));
            }
            var rows = surroundings
                    .others()
                    .apply(listed.stream()
                            .map(one -> one.getOrDefault("sku", ""))
                            .toList());
            var variants = new ArrayList<ProductDraft.Variant>();
            for (var one : listed) {
                var sku = one.getOrDefault("sku", "");
                var row = rows.getOrDefault(sku, List.of()).stream()
                        .filter(found -> found.part().equals(PRODUCTS))
                        .findFirst();
                if (row.isEmpty()) {
                    reading.refuse(main, "configurable_variations", Reason.of("lists-unknown", Terms.shortened(sku)));
                } else {
                    variants.add(variant(row.get(), main, options(one)));
                }
            }
            return variants;
        }

        private Map<String, String> options(Map<String, String> listed) {
            var chosen = new LinkedHashMap<String, String>();
            listed.forEach((trait, value) -> {
                if (!trait.equals("sku")) {
                    chosen.put(
                            Traits.code(trait),
                            options.add(
                                    trait,
                                    Traits.name(trait, LANGUAGE),
                                    Parser.unescapeEntities(value, false),
                                    LANGUAGE));
                }
            });
            return chosen;
        }

        private ProductDraft.Variant variant(StagedRow row, StagedRow main, Map<String, String> options) {
            var price = reading.price(row.cell("price").isBlank() ? main : row, "price");
            if (price == null && row.cell("price").isBlank()) {
                reading.refuse(row, "price", Reason.of("price-missing"));
            }
            var special = reading.priceOrNone(row, "special_price");
            var full = price == null ? Money.zero(surroundings.currency()) : price;
            var asked = special != null && special.compareTo(full) < 0 ? special : full;
            var image = PictureNames.of(row.cell("base_image"));
            var sku = row.cell("sku").strip();
            if (!sku.matches("[\\p{L}\\p{N}_.-]{1,64}")) {
                reading.refuse(row, "sku", Reason.of("sku-form"));
            }
            return new ProductDraft.Variant(
                    sku,
                    options,
                    asked,
                    asked.equals(full) ? null : full,
                    reading.grams(row, "weight", 454),
                    0,
                    row == main || image.isEmpty() ? null : image.getFirst(),
                    reading.stock(row, "qty"));
        }

        private ProductDraft draft(
                StagedRow main,
                List<ProductDraft.Variant> variants,
                List<String> categories,
                List<ProductDraft.Attribute> attributes,
                List<String> pictures,
                boolean published) {
            var name = RowReading.text(LANGUAGE, Parser.unescapeEntities(reading.words(main, "name", 200), false));
            if (name.isEmpty() && !reading.isRefused()) {
                reading.refuse(main, "name", Reason.of("name-missing"));
            }
            var summary = org.jsoup.Jsoup.parseBodyFragment(reading.prose(main, "short_description", 50_000))
                    .text();
            return new ProductDraft(
                    key,
                    null,
                    null,
                    categories,
                    name,
                    RowReading.text(LANGUAGE, summary.length() <= 500 ? summary : summary.substring(0, 499) + "…"),
                    RowReading.text(LANGUAGE, reading.prose(main, "description", 50_000)),
                    options.done(),
                    variants,
                    attributes,
                    pictures.stream()
                            .map(picture -> new ProductDraft.Image(picture, name))
                            .toList(),
                    published,
                    null);
        }

        /** {@code Default Category/Men/Tops,Default Category/Sale}: the root stands for the whole shop. */
        private List<String> categories(String cell) {
            var codes = new LinkedHashSet<String>();
            for (var path : cell.split(",")) {
                var steps = CategoryPath.steps(Parser.unescapeEntities(path, false));
                add(!steps.isEmpty() && steps.getFirst().equals(ROOT) ? steps.subList(1, steps.size()) : steps, codes);
            }
            return homesFirst(codes);
        }

        private void add(List<String> steps, Set<String> codes) {
            if (!steps.isEmpty()) {
                var shown = isShown(steps.getFirst());
                CategoryPath.sections(steps, LANGUAGE)
                        .forEach(section -> sections.putIfAbsent(
                                section.code(),
                                new Section(
                                        section.code(),
                                        section.parent(),
                                        section.name(),
                                        section.description(),
                                        shown)));
                codes.add(Codes.ofPath(steps));
            }
        }

        private List<StagedRow> tree() {
            return surroundings.references().getOrDefault(CATEGORIES, List.of());
        }

        /** Promotions and collections are switched off in the sample's tree, and so is all below them. */
        private boolean isShown(String top) {
            return tree().stream()
                    .filter(row -> row.cell("path").isBlank()
                            && row.cell("name").strip().equals(top))
                    .map(row -> row.cell("active").strip())
                    .findFirst()
                    .map(active -> !active.equals("0"))
                    .orElse(true);
        }

        private List<String> homesFirst(Set<String> codes) {
            var homes = codes.stream()
                    .filter(code -> sections.containsKey(code)
                            && Objects.requireNonNull(sections.get(code)).shown())
                    .toList();
            return Stream.concat(homes.stream(), codes.stream().filter(code -> !homes.contains(code)))
                    .limit(20)
                    .toList();
        }

        private List<ProductDraft.Attribute> attributes(Map<String, String> pairs) {
            var attributes = new LinkedHashMap<String, ProductDraft.Attribute>();
            pairs.forEach((trait, value) -> {
                var words =
                        Parser.unescapeEntities(value, false).replace("|", ", ").strip();
                var code = Traits.code(trait);
                if (!HIDDEN.contains(trait) && !options.has(code) && !words.isEmpty() && !words.equals("No")) {
                    var kept = words.length() <= 500 ? words : words.substring(0, 499) + "…";
                    attributes.putIfAbsent(
                            code,
                            new ProductDraft.Attribute(
                                    code, Traits.name(trait, LANGUAGE), Traits.value(code, kept, LANGUAGE)));
                }
            });
            return List.copyOf(attributes.values());
        }

        private ProductDraft listed(StagedRow main) {
            var pairs = new LinkedHashMap<String, String>();
            main.cells().forEach((column, cell) -> {
                if (!LIST_FIELDS.contains(column)) {
                    pairs.put(
                            column,
                            String.join("|", lines(cell))
                                    .replaceAll("^1$", "Yes")
                                    .replaceAll("^0$", "No"));
                }
            });
            return draft(
                    main,
                    List.of(variant(main, main, Map.of())),
                    listedCategories(main),
                    attributes(pairs),
                    List.of(),
                    true);
        }

        /** A name a line, from the top down; a name that is not below the one before begins a new path. */
        private List<String> listedCategories(StagedRow main) {
            var codes = new LinkedHashSet<String>();
            var path = new ArrayList<String>();
            for (var step : lines(main.cell("category"))) {
                if (!path.isEmpty() && !isBelow(path, step)) {
                    add(List.copyOf(path), codes);
                    path.clear();
                }
                path.add(step);
            }
            add(List.copyOf(path), codes);
            return homesFirst(codes);
        }

        /** A name that stands in no tree here is taken for the upper one of a pair. */
        private boolean isBelow(List<String> path, String step) {
            return tree().stream()
                            .noneMatch(row -> row.cell("path").isBlank()
                                    && row.cell("name").strip().equals(path.getFirst()))
                    ? path.size() < 2
                    : tree().stream()
                            .anyMatch(row -> row.cell("name").strip().equals(step)
                                    && row.cell("path").strip().equals(String.join("/", path)));
        }

        private static List<String> lines(String cell) {
            return cell.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
