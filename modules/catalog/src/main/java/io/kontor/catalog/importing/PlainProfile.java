package io.kontor.catalog.importing;

import io.kontor.catalog.importing.Field.Kind;
import io.kontor.catalog.importing.Gathered.Maker;
import io.kontor.catalog.importing.Gathered.Section;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row for each product, and what each column means told by a {@link Mapping}. Rows that name a parent are the
 * variants of the product with that code, which may have a row of its own.
 */
final class PlainProfile implements Profile {
    private static final String PART = "products";

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public List<String> parts(List<TableFile> files) {
        return files.stream().map(_ -> PART).toList();
    }

    @Override
    public List<StagedRow> stage(int file, TableFile table, Row row, Mapping mapping, List<Fault> faults) {
        var cells = new LinkedHashMap<String, String>();
        var keys = new LinkedHashMap<Kind, String>();
        for (var i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            var field = mapping.fields().get(column);
            var cell = row.cells().get(i);
            if (field != null && !cell.isBlank()) {
                cells.put(column, cell);
                keys.putIfAbsent(Field.of(field).kind(), cell.strip());
            }
        }
        var key = keys.getOrDefault(Kind.PARENT, keys.getOrDefault(Kind.CODE, keys.getOrDefault(Kind.SKU, "")));
        if (key.isEmpty() || key.length() > 100) {
            faults.add(
                    new Fault(file, row.line(), null, null, Reason.of(key.isEmpty() ? "code-missing" : "code-long")));
            return List.of();
        }
        return List.of(new StagedRow(key, file, row.line(), PART, cells));
    }

    @Override
    public Gathered gather(String key, List<StagedRow> rows, Surroundings surroundings) {
        return new Gathering(key, surroundings).of(rows);
    }

    /** Puts one product together. */
    private static final class Gathering {
        private final String key;
        private final Surroundings surroundings;
        private final RowReading reading;
        private final Map<Field, List<String>> columns = new LinkedHashMap<>();
        private final Map<String, Section> sections = new LinkedHashMap<>();
        private final Options options = new Options();

        Gathering(String key, Surroundings surroundings) {
            this.key = key;
            this.surroundings = surroundings;
            this.reading = new RowReading(key, surroundings);
            surroundings
                    .mapping()
                    .fields()
                    .forEach((column, field) -> columns.computeIfAbsent(Field.of(field), _ -> new ArrayList<>())
                            .add(column));
        }

        Gathered of(List<StagedRow> staged) {
            var rows = staged.stream().map(this::withConstants).toList();
            var own = rows.stream()
                    .filter(row -> cell(row, Kind.PARENT).isEmpty())
                    .toList();
            var variants = rows.stream()
                    .filter(row -> !cell(row, Kind.PARENT).isEmpty())
                    .toList();
            own.stream()
                    .skip(1)
                    .forEach(again -> reading.leaveOut(
                            again,
                            Reason.of("code-repeated", key, own.getFirst().line())));
            var main = own.isEmpty() ? variants.getFirst() : own.getFirst();
            var draft = draft(main, variants.isEmpty() ? List.of(main) : variants);
            return Gathered.of(draft, List.copyOf(sections.values()), maker(main), reading);
        }

        private StagedRow withConstants(StagedRow row) {
            var constants = surroundings.terms().constants();
            if (constants.isEmpty()) {
                return row;
            }
            var cells = new LinkedHashMap<>(row.cells());
            constants.forEach((word, value) -> {
                var field = Field.of(word);
                var mapped = columns.getOrDefault(field, List.of());
                if (mapped.stream().allMatch(column -> row.cell(column).isBlank())) {
                    var column = mapped.isEmpty() ? word : mapped.getFirst();
                    columns.putIfAbsent(field, List.of(column));
                    cells.put(column, value);
                }
            });
            return new StagedRow(row.key(), row.file(), row.line(), row.part(), cells);
        }

        private ProductDraft draft(StagedRow main, List<StagedRow> sold) {
            var language = language(main);
            var name = text(main, Kind.NAME, language, 200);
            if (name.isEmpty() && !reading.isRefused()) {
                reading.refuse(main, column(Kind.NAME), Reason.of("name-missing"));
            }
            checkCurrency(main);
            var images = new LinkedHashSet<String>();
            pictures(main).forEach(images::add);
            var variants = new ArrayList<ProductDraft.Variant>();
            var skus = new LinkedHashMap<String, Long>();
            for (var row : sold) {
                var variant = variant(row, main, sold.size() > 1 || row != main, language);
                var before = skus.putIfAbsent(variant.sku(), row.line());
                if (before != null) {
                    reading.refuse(row, column(Kind.SKU), Reason.of("sku-twice", variant.sku(), before));
                }
                pictures(row).forEach(images::add);
                variants.add(variant);
            }
            return new ProductDraft(
                    key,
                    emptyAsNull(words(main, Kind.SLUG, 200)),
                    brandCode(main),
                    categories(main, language),
                    name,
                    text(main, Kind.SUMMARY, language, 500),
                    description(main, language),
                    options.done(),
                    variants,
                    attributes(main, language),
                    images.stream()
                            .map(image -> new ProductDraft.Image(image, name))
                            .toList(),
                    !has(Kind.STATUS) || reading.onSale(main, column(Kind.STATUS)),
                    null);
        }

        private String language(StagedRow main) {
            return reading.languageOf(cell(main, Kind.NAME), cell(main, Kind.SUMMARY), cell(main, Kind.DESCRIPTION));
        }

        private void checkCurrency(StagedRow main) {
            var said = cell(main, Kind.CURRENCY).strip();
            var wanted = surroundings.terms().currency();
            if (!said.isEmpty() && !said.equalsIgnoreCase(wanted)) {
                reading.refuse(
                        main,
                        column(Kind.CURRENCY),
                        Reason.of("other-currency", Terms.shortened(said), String.valueOf(wanted)));
            }
        }

        private ProductDraft.Variant variant(StagedRow row, StagedRow main, boolean hasSiblings, String language) {
            var sku = words(row, Kind.SKU, 64);
            if (sku.isEmpty()) {
                sku = hasSiblings ? words(row, Kind.CODE, 64) : key;
            }
            if (!sku.matches("[\\p{L}\\p{N}_.-]{1,64}")) {
                reading.refuse(
                        row,
                        has(Kind.SKU) ? column(Kind.SKU) : column(Kind.CODE),
                        Reason.of(sku.isEmpty() ? "sku-missing" : "sku-form"));
            }
            var price = price(row, main, Kind.PRICE);
            if (price == null
                    && cell(row, Kind.PRICE).isBlank()
                    && cell(main, Kind.PRICE).isBlank()) {
                reading.refuse(row, column(Kind.PRICE), Reason.of("price-missing"));
            }
            return new ProductDraft.Variant(
                    sku,
                    hasSiblings ? options(row, language) : Map.of(),
                    price == null ? Money.zero(surroundings.currency()) : price,
                    listPrice(row, main),
                    grams(row, main),
                    volume(row, main),
                    row == main ? null : first(pictures(row)),
                    has(Kind.STOCK) ? reading.stock(row, column(Kind.STOCK)) : null);
        }

        private @Nullable Money price(StagedRow row, StagedRow main, Kind kind) {
            return has(kind) ? reading.price(cell(row, kind).isBlank() ? main : row, column(kind)) : null;
        }

        private @Nullable Money listPrice(StagedRow row, StagedRow main) {
            var kind = Kind.LIST_PRICE;
            return has(kind) ? reading.priceOrNone(cell(row, kind).isBlank() ? main : row, column(kind)) : null;
        }

        private int grams(StagedRow row, StagedRow main) {
            var kind = has(Kind.WEIGHT_KG) ? Kind.WEIGHT_KG : Kind.WEIGHT;
            return has(kind)
                    ? reading.grams(
                            cell(row, kind).isBlank() ? main : row, column(kind), kind == Kind.WEIGHT_KG ? 1000 : 1)
                    : 0;
        }

        private int volume(StagedRow row, StagedRow main) {
            var kind = Kind.VOLUME;
            return has(kind) ? reading.volume(cell(row, kind).isBlank() ? main : row, column(kind)) : 0;
        }

        private Map<String, String> options(StagedRow row, String language) {
            var chosen = new LinkedHashMap<String, String>();
            columns.forEach((field, names) -> {
                if (field.kind() == Kind.OPTION) {
                    var value = reading.words(row, names.getFirst(), 100);
                    if (value.isEmpty()) {
                        reading.refuse(row, names.getFirst(), Reason.of("option-missing", field.detail()));
                    } else {
                        chosen.put(Traits.code(field.detail()), choose(field.detail(), value, language));
                    }
                }
            });
            if (chosen.isEmpty() && !reading.isRefused()) {
                reading.refuse(row, null, Reason.of("no-options"));
            }
            return chosen;
        }

        private String choose(String trait, String value, String language) {
            return options.add(trait, Traits.name(trait, reading.languageOf(trait)), value, language);
        }

        private Text description(StagedRow main, String language) {
            var texts = new LinkedHashMap<String, String>();
            columns.forEach((field, names) -> {
                if (field.kind() == Kind.DESCRIPTION) {
                    texts.merge(
                            field.detail().isEmpty() ? language : field.detail(),
                            reading.prose(main, names.getFirst(), 50_000),
                            (first, second) -> first.isEmpty() ? second : first);
                }
            });
            return new Text(texts);
        }

        private Text text(StagedRow main, Kind kind, String language, int max) {
            var texts = new LinkedHashMap<String, String>();
            columns.forEach((field, names) -> {
                if (field.kind() == kind) {
                    texts.merge(
                            field.detail().isEmpty() ? language : field.detail(),
                            reading.words(main, names.getFirst(), max),
                            (first, second) -> first.isEmpty() ? second : first);
                }
            });
            return new Text(texts);
        }

        private List<ProductDraft.Attribute> attributes(StagedRow main, String language) {
            var attributes = new LinkedHashMap<String, ProductDraft.Attribute>();
            columns.forEach((field, names) -> {
                if (field.kind() == Kind.ATTRIBUTE) {
                    var value = reading.words(main, names.getFirst(), 500);
                    var code = Traits.code(field.detail());
                    if (!value.isEmpty()) {
                        attributes.putIfAbsent(
                                code,
                                new ProductDraft.Attribute(
                                        code,
                                        Traits.name(field.detail(), reading.languageOf(field.detail())),
                                        Traits.value(code, value, language)));
                    }
                }
            });
            return List.copyOf(attributes.values());
        }

        private List<String> categories(StagedRow main, String language) {
            var codes = new LinkedHashSet<String>();
            for (var column : columns.getOrDefault(new Field(Kind.CATEGORY, ""), List.of())) {
                for (var path : reading.words(main, column, 2000).split("[;；|]")) {
                    var steps = CategoryPath.steps(path);
                    if (!steps.isEmpty()) {
                        CategoryPath.sections(steps, language)
                                .forEach(section -> sections.putIfAbsent(section.code(), section));
                        codes.add(Codes.ofPath(steps));
                    }
                }
            }
            if (codes.size() > 20) {
                reading.refuse(main, column(Kind.CATEGORY), Reason.of("categories-max"));
            }
            return List.copyOf(codes);
        }

        private @Nullable String brandCode(StagedRow main) {
            var brand = words(main, Kind.BRAND, 100);
            return brand.isEmpty() ? null : Codes.of(brand);
        }

        private @Nullable Maker maker(StagedRow main) {
            var brand = cell(main, Kind.BRAND).replaceAll("\\s+", " ").strip();
            return brand.isEmpty() || reading.isRefused()
                    ? null
                    : new Maker(Codes.of(brand), Text.of(reading.languageOf(brand), brand), Text.EMPTY);
        }

        private List<String> pictures(StagedRow row) {
            return columns.getOrDefault(new Field(Kind.IMAGE, ""), List.of()).stream()
                    .flatMap(column -> PictureNames.of(row.cell(column)).stream())
                    .toList();
        }

        private static @Nullable String first(List<String> words) {
            return words.isEmpty() ? null : words.getFirst();
        }

        private static @Nullable String emptyAsNull(String words) {
            return words.isEmpty() ? null : words;
        }

        private boolean has(Kind kind) {
            return columns.containsKey(new Field(kind, ""));
        }

        /** The column of the kind, or, to have a word for what is missing, the kind's own name. */
        private String column(Kind kind) {
            return columns.entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == kind)
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse(kind.word());
        }

        private String cell(StagedRow row, Kind kind) {
            var names = columns.get(new Field(kind, ""));
            return names == null ? "" : row.cell(names.getFirst());
        }

        private String words(StagedRow row, Kind kind, int max) {
            return has(kind) ? reading.words(row, column(kind), max) : "";
        }
    }
}
