package io.kontor.catalog.importing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.brand.BrandDraft;
import io.kontor.catalog.brand.SaveBrand;
import io.kontor.catalog.category.CategoryDraft;
import io.kontor.catalog.category.SaveCategory;
import io.kontor.catalog.importing.Gathered.Maker;
import io.kontor.catalog.importing.Gathered.Section;
import io.kontor.catalog.importing.ImportStore.Content;
import io.kontor.catalog.importing.ImportStore.Progress;
import io.kontor.catalog.importing.Profile.Surroundings;
import io.kontor.catalog.media.MediaStore;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.catalog.product.SaveProduct.Saved;
import io.kontor.kernel.Refusal;
import io.kontor.platform.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does an import. First every row is laid beside the other rows of its product, then product by product is put together
 * and saved: whole, or not at all. Between two batches it can be stopped and gone on with.
 */
@Component
class ImportProducts {
    private static final int ROWS_A_BATCH = 1_000;
    private static final int PRODUCTS_A_BATCH = 100;
    private static final String REASON = "import";

    private final ImportStore imports;
    private final StagedRowStore staged;
    private final ImportFolder folder;
    private final SaveProduct saveProduct;
    private final SaveCategory saveCategory;
    private final SaveBrand saveBrand;
    private final MediaStore media;
    private final CatalogSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    ImportProducts(
            ImportStore imports,
            StagedRowStore staged,
            ImportFolder folder,
            SaveProduct saveProduct,
            SaveCategory saveCategory,
            SaveBrand saveBrand,
            MediaStore media,
            CatalogSettings settings,
            JsonMapper json,
            Clock clock) {
        this.imports = imports;
        this.staged = staged;
        this.folder = folder;
        this.saveProduct = saveProduct;
        this.saveCategory = saveCategory;
        this.saveBrand = saveBrand;
        this.media = media;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    enum Ending {
        FINISHED,
        CANCELLED,
        /** This process stops; another goes on. */
        STOPPED
    }

    /** @param goesOn whether the process keeps running */
    Ending run(ImportRun run, UUID worker, BooleanSupplier goesOn) {
        var profile = Profiles.named(run.profile());
        var terms = ReceiveImport.check(run, settings);
        if (!run.staged()) {
            var ending = stage(run, profile, worker, goesOn);
            if (ending != Ending.FINISHED) {
                return ending;
            }
        }
        var surroundings = new Surroundings(
                run.mapping(),
                terms,
                settings.currency(),
                references(run, profile),
                keys -> staged.rows(run.importId(), keys));
        return new Saving(run, profile, surroundings, worker).all(goesOn);
    }

    private Ending stage(ImportRun run, Profile profile, UUID worker, BooleanSupplier goesOn) {
        imports.beginStaging(run.importId());
        for (var number = 0; number < run.files().size(); number++) {
            var file = run.files().get(number);
            if (!file.part().isEmpty()) {
                var ending = stage(run, profile, number, worker, goesOn);
                if (ending != Ending.FINISHED) {
                    return ending;
                }
            }
        }
        imports.staged(run.importId());
        return Ending.FINISHED;
    }

    private Ending stage(ImportRun run, Profile profile, int number, UUID worker, BooleanSupplier goesOn) {
        var file = run.files().get(number);
        try (var table = Tables.open(folder.file(run.importId(), number), file)) {
            var more = true;
            while (more) {
                var staged = new ArrayList<StagedRow>();
                var faults = new ArrayList<Fault>();
                var rows = 0;
                var waiting = 0;
                while (rows < ROWS_A_BATCH && more) {
                    var row = table.next();
                    more = row != null;
                    if (row != null) {
                        rows++;
                        if (row.problem() != null) {
                            faults.add(new Fault(number, row.line(), null, null, row.problem()));
                        } else if (profile.isStaged(file.part())) {
                            var its = profile.stage(number, file, row, run.mapping(), faults);
                            waiting += its.isEmpty() ? 0 : 1;
                            staged.addAll(its);
                        }
                    }
                }
                if (rows > 0
                        && !imports.stage(run.importId(), worker, staged, faults, rows, waiting, clock.instant())) {
                    return Ending.CANCELLED;
                }
                if (!goesOn.getAsBoolean()) {
                    return Ending.STOPPED;
                }
            }
        }
        return Ending.FINISHED;
    }

    private Map<String, List<StagedRow>> references(ImportRun run, Profile profile) {
        var references = new HashMap<String, List<StagedRow>>();
        for (var number = 0; number < run.files().size(); number++) {
            var file = run.files().get(number);
            if (!file.part().isEmpty() && !profile.isStaged(file.part())) {
                references.computeIfAbsent(file.part(), _ -> new ArrayList<>()).addAll(read(run, number, file));
            }
        }
        return references;
    }

    private List<StagedRow> read(ImportRun run, int number, TableFile file) {
        if (file.rows() > Limits.REFERENCE_ROWS) {
            throw CatalogProblem.UNREADABLE_FILE.refusal(
                    file.name() + " has more than 100,000 rows, which is too many for a list that others point into.");
        }
        var rows = new ArrayList<StagedRow>();
        try (var table = Tables.open(folder.file(run.importId(), number), file)) {
            for (var row = table.next(); row != null; row = table.next()) {
                var cells = new LinkedHashMap<String, String>();
                for (var i = 0; i < file.columns().size(); i++) {
                    if (!row.cells().get(i).isBlank()) {
                        cells.put(file.columns().get(i), row.cells().get(i));
                    }
                }
                rows.add(new StagedRow("", number, row.line(), file.part(), cells));
            }
        }
        return rows;
    }

    /** The second half: products. */
    private final class Saving {
        private final ImportRun run;
        private final Profile profile;
        private final Surroundings surroundings;
        private final UUID worker;
        private final Map<String, Path> pictures;
        private final Map<String, Optional<String>> kept = new HashMap<>();
        private final Set<String> sections = new HashSet<>();
        private final Set<String> makers = new HashSet<>();
        /** Codes that are not their product's key, which alone keeps two products from having the same. */
        private final Set<String> codes = new HashSet<>();

        Saving(ImportRun run, Profile profile, Surroundings surroundings, UUID worker) {
            this.run = run;
            this.profile = profile;
            this.surroundings = surroundings;
            this.worker = worker;
            this.pictures = folder.pictures(run.importId());
        }

        Ending all(BooleanSupplier goesOn) {
            var after = run.doneThrough();
            while (true) {
                var rows = staged.next(run.importId(), after, PRODUCTS_A_BATCH);
                if (rows.isEmpty()) {
                    return Ending.FINISHED;
                }
                after = rows.getLast().key();
                if (!imports.progress(run.importId(), worker, new Batch(rows).save(after), clock.instant())) {
                    return Ending.CANCELLED;
                }
                if (!goesOn.getAsBoolean()) {
                    return Ending.STOPPED;
                }
            }
        }

        /** A product that is ready, with what it is compared by. */
        private record Ready(StagedRow main, ProductDraft draft, Content content) {}

        /** Some products at once: one transaction for all of them when all can be saved. */
        private final class Batch {
            private final Map<String, List<StagedRow>> byKey = new LinkedHashMap<>();
            private final long fileRows;
            private final List<Fault> faults = new ArrayList<>();
            private final Map<String, Content> contents = new HashMap<>();
            private int created;
            private int changed;
            private int unchanged;
            private int refused;
            private int picturesMissing;

            Batch(List<StagedRow> rows) {
                rows.forEach(row ->
                        byKey.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row));
                fileRows = rows.stream()
                        .filter(row -> run.files().get(row.file()).part().equals(row.part()))
                        .count();
            }

            Progress save(String doneThrough) {
                var gathered = new LinkedHashMap<String, Gathered>();
                byKey.forEach((key, rows) -> gathered.put(key, profile.gather(key, rows, surroundings)));
                gathered.values().forEach(one -> faults.addAll(one.faults()));
                refused += (int)
                        gathered.values().stream().filter(Gathered::refused).count();
                makeSections(gathered.values().stream()
                        .flatMap(one -> one.sections().stream())
                        .toList());
                makeMakers(gathered.values().stream()
                        .map(Gathered::maker)
                        .filter(Objects::nonNull)
                        .toList());
                var ready = new ArrayList<Ready>();
                gathered.forEach((key, one) -> {
                    var main = main(key);
                    if (one.draft() != null && isFirst(key, main, one.draft())) {
                        var draft = withPictures(one.draft());
                        ready.add(new Ready(main, draft, content(draft)));
                    }
                });
                saveChanged(ready);
                return new Progress(
                        doneThrough, fileRows, created, changed, unchanged, refused, picturesMissing, faults, contents);
            }

            private StagedRow main(String key) {
                return Objects.requireNonNull(byKey.get(key)).getFirst();
            }

            private boolean isFirst(String key, StagedRow main, ProductDraft draft) {
                if (draft.code().equals(key) || codes.add(draft.code())) {
                    return true;
                }
                refuse(main, draft.code(), null, Reason.of("code-taken", draft.code()));
                return false;
            }

            private void saveChanged(List<Ready> ready) {
                var before = imports.contents(
                        ready.stream().map(one -> one.draft().code()).toList());
                var wanted = new ArrayList<Ready>();
                for (var one : ready) {
                    var made = before.get(one.draft().code());
                    var sameStock = made != null
                            && Arrays.equals(made.stockHash(), one.content().stockHash());
                    if (sameStock
                            && made != null
                            && Arrays.equals(made.contentHash(), one.content().contentHash())) {
                        unchanged++;
                    } else {
                        wanted.add(sameStock ? new Ready(one.main(), withoutStock(one.draft()), one.content()) : one);
                    }
                }
                if (!wanted.isEmpty()) {
                    saveTogether(wanted);
                }
            }

            private void saveTogether(List<Ready> wanted) {
                try {
                    var saved = saveProduct.saveAll(
                            wanted.stream().map(Ready::draft).toList(), REASON);
                    for (var i = 0; i < wanted.size(); i++) {
                        count(wanted.get(i), saved.get(i));
                    }
                } catch (Refusal oneOfThem) {
                    wanted.forEach(this::saveAlone);
                }
            }

            private void saveAlone(Ready one) {
                try {
                    count(one, saveProduct.save(one.draft(), REASON));
                } catch (Refusal refusal) {
                    refuse(one.main(), one.draft().code(), null, reason(refusal));
                }
            }

            private void refuse(StagedRow row, String code, @Nullable String column, Reason reason) {
                refused++;
                faults.add(new Fault(row.file(), row.line(), column, code, reason));
            }

            private void count(Ready one, Saved saved) {
                contents.put(one.draft().code(), one.content());
                if (saved.created()) {
                    created++;
                } else if (saved.changed()) {
                    changed++;
                } else {
                    unchanged++;
                }
            }

            private ProductDraft withPictures(ProductDraft draft) {
                var images = draft.images().stream()
                        .flatMap(image ->
                                picture(image.media()).stream().map(id -> new ProductDraft.Image(id, image.alt())))
                        .toList();
                var variants = draft.variants().stream()
                        .map(variant -> new ProductDraft.Variant(
                                variant.sku(),
                                variant.options(),
                                variant.price(),
                                variant.listPrice(),
                                variant.weightGrams(),
                                variant.volumeCm3(),
                                variant.image() == null
                                        ? null
                                        : picture(variant.image()).orElse(null),
                                variant.onHand()))
                        .toList();
                return with(draft, variants, images);
            }

            private Optional<String> picture(String name) {
                return kept.computeIfAbsent(name, _ -> {
                    var picture = keep(name);
                    picturesMissing += picture.isEmpty() ? 1 : 0;
                    return picture;
                });
            }
        }

        private Optional<String> keep(String name) {
            var path = pictures.getOrDefault(name, pictures.get(name.substring(name.lastIndexOf('/') + 1)));
            if (path == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        media.keep(Files.readAllBytes(path), path.getFileName().toString())
                                .mediaId());
            } catch (Refusal notAPicture) {
                return Optional.empty();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Categories that are there stay as they are: staff may have changed them. */
        private void makeSections(List<Section> wanted) {
            var missing = missing(
                    wanted.stream()
                            .collect(Collectors.toMap(
                                    Section::code, section -> section, (first, _) -> first, LinkedHashMap::new)),
                    sections,
                    ImportStore.Kind.CATEGORY);
            if (!missing.isEmpty()) {
                saveCategory.createMissing(missing.stream()
                        .map(section -> new CategoryDraft(
                                section.code(),
                                null,
                                section.parent(),
                                section.name(),
                                section.description(),
                                null,
                                100,
                                section.shown()))
                        .toList());
            }
        }

        private void makeMakers(List<@Nullable Maker> wanted) {
            var missing = missing(
                    wanted.stream()
                            .collect(Collectors.toMap(
                                    Maker::code, maker -> maker, (first, _) -> first, LinkedHashMap::new)),
                    makers,
                    ImportStore.Kind.BRAND);
            if (!missing.isEmpty()) {
                saveBrand.createMissing(missing.stream()
                        .map(maker -> new BrandDraft(maker.code(), null, maker.name(), maker.description()))
                        .toList());
            }
        }

        private <T> List<T> missing(Map<String, T> wanted, Set<String> seen, ImportStore.Kind kind) {
            wanted.keySet().removeAll(seen);
            if (wanted.isEmpty()) {
                return List.of();
            }
            seen.addAll(wanted.keySet());
            wanted.keySet().removeAll(imports.known(kind, List.copyOf(wanted.keySet())));
            return List.copyOf(wanted.values());
        }
    }

    private static Reason reason(Refusal refusal) {
        if (refusal.is(CatalogProblem.SKU_TAKEN)) {
            return Reason.of("sku-of-another");
        }
        var field = refusal.extensions().get("field");
        return field == null
                ? Reason.of("refused", refusal.detail())
                : Reason.of("refused-field", field, refusal.detail());
    }

    private Content content(ProductDraft draft) {
        var stock = draft.variants().stream()
                .filter(variant -> variant.onHand() != null)
                .map(variant -> variant.sku() + "=" + variant.onHand())
                .collect(Collectors.joining(","));
        return new Content(Secrets.hash(json.writeValueAsString(withoutStock(draft))), Secrets.hash(stock));
    }

    private static ProductDraft withoutStock(ProductDraft draft) {
        var variants = draft.variants().stream()
                .map(variant -> new ProductDraft.Variant(
                        variant.sku(),
                        variant.options(),
                        variant.price(),
                        variant.listPrice(),
                        variant.weightGrams(),
                        variant.volumeCm3(),
                        variant.image(),
                        null))
                .toList();
        return with(draft, variants, draft.images());
    }

    private static ProductDraft with(
            ProductDraft draft, List<ProductDraft.Variant> variants, List<ProductDraft.Image> images) {
        return new ProductDraft(
                draft.code(),
                draft.slug(),
                draft.brand(),
                draft.categories(),
                draft.name(),
                draft.summary(),
                draft.description(),
                draft.options(),
                variants,
                draft.attributes(),
                images,
                draft.published(),
                draft.publishedAt());
    }
}
