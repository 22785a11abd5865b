package io.kontor.catalog.importing;

import io.kontor.catalog.importing.Gathered.Maker;
import io.kontor.catalog.importing.Gathered.Section;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The tables of litemall, one file each, in any order. Its pictures are addresses of another shop and are not fetched. */
final class LitemallProfile implements Profile {
    private static final String GOODS = "goods";
    private static final String PRODUCT = "goods_product";
    private static final String SPECIFICATION = "goods_specification";
    private static final String ATTRIBUTE = "goods_attribute";
    private static final String CATEGORY = "category";
    private static final String BRAND = "brand";
    private static final String LANGUAGE = "zh";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "litemall";
    }

    @Override
    public String currency() {
        return "CNY";
    }

    @Override
    public @Nullable List<String> parts(List<TableFile> files) {
        var parts = files.stream().map(LitemallProfile::part).toList();
        return parts.contains(GOODS) ? parts : null;
    }

    private static String part(TableFile file) {
        var columns = file.columns();
        if (columns.containsAll(List.of("id", "goods_sn", "name", "retail_price"))) {
            return GOODS;
        }
        if (columns.containsAll(List.of("goods_id", "specifications", "price", "number"))) {
            return PRODUCT;
        }
        if (columns.containsAll(List.of("goods_id", "specification", "value"))) {
            return SPECIFICATION;
        }
        if (columns.containsAll(List.of("goods_id", "attribute", "value"))) {
            return ATTRIBUTE;
        }
        if (columns.containsAll(List.of("id", "name", "pid", "level"))) {
            return CATEGORY;
        }
        return columns.containsAll(List.of("id", "name", "floor_price")) ? BRAND : "";
    }

    @Override
    public Map<String, String> meanings(String part) {
        return switch (part) {
            case GOODS ->
                Map.ofEntries(
                        Map.entry("id", "number"),
                        Map.entry("goods_sn", "code"),
                        Map.entry("name", "name.zh"),
                        Map.entry("brief", "summary.zh"),
                        Map.entry("detail", "description.zh"),
                        Map.entry("counter_price", "list_price"),
                        Map.entry("category_id", "category"),
                        Map.entry("brand_id", "brand"),
                        Map.entry("is_on_sale", "status"),
                        Map.entry("gallery", "images"),
                        Map.entry("pic_url", "image"));
            case PRODUCT ->
                Map.of("goods_id", "goods", "specifications", "option values", "price", "price", "number", "stock");
            case SPECIFICATION -> Map.of("goods_id", "goods", "specification", "option", "value", "option value");
            case ATTRIBUTE -> Map.of("goods_id", "goods", "attribute", "attribute", "value", "attribute value");
            case CATEGORY -> Map.of("name", "category name", "pid", "category above", "desc", "category description");
            case BRAND -> Map.of("name", "brand name", "desc", "brand description");
            default -> Map.of();
        };
    }

    @Override
    public boolean isStaged(String part) {
        return List.of(GOODS, PRODUCT, SPECIFICATION, ATTRIBUTE).contains(part);
    }

    @Override
    public List<StagedRow> stage(int file, TableFile table, Row row, Mapping mapping, List<Fault> faults) {
        var cells = new LinkedHashMap<String, String>();
        for (var i = 0; i < table.columns().size(); i++) {
            if (!row.cells().get(i).isBlank()) {
                cells.put(table.columns().get(i), row.cells().get(i));
            }
        }
        var column = table.part().equals(GOODS) ? "id" : "goods_id";
        var key = cells.getOrDefault(column, "").strip();
        if (key.isEmpty() || key.length() > 100) {
            faults.add(new Fault(file, row.line(), column, null, Reason.of("goods-number-missing")));
            return List.of();
        }
        return List.of(new StagedRow(key, file, row.line(), table.part(), cells));
    }

    @Override
    public Gathered gather(String key, List<StagedRow> rows, Surroundings surroundings) {
        return new Gathering(key, rows, surroundings).gather();
    }

    /** Puts one product together. */
    private static final class Gathering {
        private final List<StagedRow> rows;
        private final Surroundings surroundings;
        private final RowReading reading;
        private final Map<String, Section> sections = new LinkedHashMap<>();
        private final Options options = new Options();

        Gathering(String key, List<StagedRow> rows, Surroundings surroundings) {
            this.rows = rows;
            this.surroundings = surroundings;
            this.reading = new RowReading(key, surroundings);
        }

        Gathered gather() {
            var goods = part(GOODS);
            if (goods.isEmpty()) {
                rows.forEach(row -> reading.refuse(row, "goods_id", Reason.of("goods-unknown", row.key())));
                return Gathered.of(null, List.of(), null, reading);
            }
            var main = goods.getFirst();
            goods.stream()
                    .skip(1)
                    .forEach(again -> reading.leaveOut(again, Reason.of("number-repeated", main.key(), main.line())));
            var brand = brand(main);
            var draft = draft(main, brand);
            return Gathered.of(draft, List.copyOf(sections.values()), brand.orElse(null), reading);
        }

        private List<StagedRow> part(String part) {
            return rows.stream().filter(row -> row.part().equals(part)).toList();
        }

        private ProductDraft draft(StagedRow main, Optional<Maker> brand) {
            var name = RowReading.text(LANGUAGE, reading.words(main, "name", 200));
            if (name.isEmpty() && !reading.isRefused()) {
                reading.refuse(main, "name", Reason.of("name-missing"));
            }
            var code = main.cell("goods_sn").isBlank()
                    ? main.key()
                    : main.cell("goods_sn").strip();
            if (code.length() > 100) {
                reading.refuse(main, "goods_sn", Reason.of("code-long"));
            }
            return new ProductDraft(
                    code,
                    null,
                    brand.map(Maker::code).orElse(null),
                    categories(main),
                    name,
                    RowReading.text(LANGUAGE, reading.words(main, "brief", 500)),
                    RowReading.text(LANGUAGE, reading.prose(main, "detail", 50_000)),
                    options(),
                    variants(main, code),
                    attributes(),
                    pictures(main).stream()
                            .map(picture -> new ProductDraft.Image(picture, name))
                            .toList(),
                    reading.onSale(main, "is_on_sale"),
                    null);
        }

        private List<String> pictures(StagedRow main) {
            var pictures = new ArrayList<>(PictureNames.of(main.cell("pic_url")));
            list(main, "gallery").forEach(name -> pictures.addAll(PictureNames.of(name)));
            return pictures.stream().distinct().limit(50).toList();
        }

        /** An option with one value tells no variants apart. */
        private List<ProductDraft.Option> options() {
            for (var row : part(SPECIFICATION)) {
                var trait = reading.words(row, "specification", 100);
                var value = reading.words(row, "value", 100);
                if (!trait.isEmpty() && !value.isEmpty()) {
                    options.add(trait, Traits.name(trait, LANGUAGE), value, LANGUAGE);
                }
            }
            if (part(PRODUCT).size() < 2) {
                options.clear();
            }
            return options.done();
        }

        private List<ProductDraft.Variant> variants(StagedRow main, String code) {
            var products = part(PRODUCT);
            if (products.isEmpty()) {
                return List.of(variant(main, "retail_price", main, code, Map.of(), null));
            }
            return products.stream()
                    .map(row -> variant(
                            row,
                            "price",
                            main,
                            products.size() == 1
                                    ? code
                                    : code + "-" + row.cell("id").strip(),
                            chosen(row),
                            reading.stock(row, "number")))
                    .toList();
        }

        private ProductDraft.Variant variant(
                StagedRow row,
                String column,
                StagedRow main,
                String sku,
                Map<String, String> chosen,
                @Nullable Integer stock) {
            var price = reading.price(row, column);
            if (price == null && row.cell(column).isBlank()) {
                reading.refuse(row, column, Reason.of("price-missing"));
            }
            if (!sku.matches("[\\p{L}\\p{N}_.-]{1,64}")) {
                reading.refuse(row, null, Reason.of("sku-form"));
            }
            return new ProductDraft.Variant(
                    sku,
                    chosen,
                    price == null ? Money.zero(surroundings.currency()) : price,
                    reading.priceOrNone(main, "counter_price"),
                    0,
                    0,
                    null,
                    stock);
        }

        /** {@code ["1.5 m","red"]}: a value of each specification, found by what it is. */
        private Map<String, String> chosen(StagedRow row) {
            var chosen = new LinkedHashMap<String, String>();
            var values = list(row, "specifications").stream()
                    .map(value -> Codes.of(value.strip()))
                    .toList();
            for (var code : options.codes()) {
                var value = options.firstOf(code, values);
                if (value == null) {
                    reading.refuse(
                            row,
                            "specifications",
                            Reason.of("no-value", options.name(code).in(Language.ZH)));
                } else {
                    chosen.put(code, value);
                }
            }
            return chosen;
        }

        private List<String> list(StagedRow row, String column) {
            var written = row.cell(column).strip();
            if (written.isEmpty()) {
                return List.of();
            }
            try {
                var list = JSON.readTree(written);
                if (list.isArray()) {
                    var words = new ArrayList<String>();
                    list.forEach(one -> words.add(one.isString() ? one.stringValue() : one.toString()));
                    return words;
                }
            } catch (JacksonException malformed) {
                // Told below, like JSON that is no list.
            }
            reading.refuse(row, column, Reason.of("no-json-list", Terms.shortened(written)));
            return List.of();
        }

        /** An attribute that comes twice has both values. */
        private List<ProductDraft.Attribute> attributes() {
            var values = new LinkedHashMap<String, String>();
            for (var row : part(ATTRIBUTE)) {
                var trait = reading.words(row, "attribute", 100);
                var value = reading.words(row, "value", 500);
                if (!trait.isEmpty() && !value.isEmpty()) {
                    values.merge(
                            trait,
                            value,
                            (first, second) -> first.equals(second) || first.length() + second.length() > 498
                                    ? first
                                    : first + "；" + second);
                }
            }
            var attributes = new LinkedHashMap<String, ProductDraft.Attribute>();
            values.forEach((trait, value) -> attributes.putIfAbsent(
                    Traits.code(trait),
                    new ProductDraft.Attribute(
                            Traits.code(trait),
                            Traits.name(trait, LANGUAGE),
                            Traits.value(Traits.code(trait), value, LANGUAGE))));
            return attributes.values().stream().limit(100).toList();
        }

        private List<String> categories(StagedRow main) {
            var number = main.cell("category_id").strip();
            if (number.isEmpty() || number.equals("0") || references(CATEGORY).isEmpty()) {
                return List.of();
            }
            var path = new ArrayList<StagedRow>();
            for (var row = find(CATEGORY, number);
                    row.isPresent() && path.size() < 6;
                    row = find(CATEGORY, row.get().cell("pid").strip())) {
                path.addFirst(row.get());
            }
            if (path.isEmpty()) {
                reading.refuse(main, "category_id", Reason.of("category-unknown", number));
                return List.of();
            }
            var steps = path.stream().map(row -> reading.words(row, "name", 80)).toList();
            for (var section : CategoryPath.sections(steps, LANGUAGE)) {
                var row = path.get(sections.size());
                sections.put(
                        section.code(),
                        new Section(
                                section.code(),
                                section.parent(),
                                section.name(),
                                RowReading.text(LANGUAGE, reading.words(row, "desc", 1_000)),
                                true));
            }
            return List.of(Codes.ofPath(steps));
        }

        private Optional<Maker> brand(StagedRow main) {
            var number = main.cell("brand_id").strip();
            return number.isEmpty() || number.equals("0")
                    ? Optional.empty()
                    : find(BRAND, number).map(row -> {
                        var name = reading.words(row, "name", 100);
                        return new Maker(
                                Codes.of(name),
                                Text.of(LANGUAGE, name),
                                RowReading.text(LANGUAGE, reading.words(row, "desc", 1_000)));
                    });
        }

        private List<StagedRow> references(String part) {
            return surroundings.references().getOrDefault(part, List.of());
        }

        private Optional<StagedRow> find(String part, String number) {
            return references(part).stream()
                    .filter(row -> row.cell("id").strip().equals(number))
                    .findFirst();
        }
    }
}
