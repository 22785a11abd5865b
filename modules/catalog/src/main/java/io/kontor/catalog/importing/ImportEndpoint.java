package io.kontor.catalog.importing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.platform.web.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Catalogue imports, for the back office and the command line. */
@RestController
@RequestMapping("/api/admin/v1/imports")
@Access(value = Caller.Kind.STAFF, permission = "catalog.write")
class ImportEndpoint {
    private final ReceiveImport receiveImport;
    private final RunImports runImports;
    private final ImportStore imports;
    private final FaultStore faults;
    private final ImportFolder folder;
    private final Clock clock;

    ImportEndpoint(
            ReceiveImport receiveImport,
            RunImports runImports,
            ImportStore imports,
            FaultStore faults,
            ImportFolder folder,
            Clock clock) {
        this.receiveImport = receiveImport;
        this.runImports = runImports;
        this.imports = imports;
        this.faults = faults;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Takes files in and says what they hold; nothing is imported before the import is started.
     *
     * @param map {@code column=field}, over what is guessed; {@code column=} leaves a column out
     * @param set {@code field=value} for every product
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportView> receive(
            @RequestParam("file") List<MultipartFile> file,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String encoding,
            @RequestParam(required = false) @Nullable String delimiter,
            @RequestParam(required = false) @Nullable String sheet,
            @RequestParam(required = false) @Nullable String[] map,
            @RequestParam(required = false) @Nullable String[] set,
            Caller caller,
            HttpServletRequest request) {
        var run = receiveImport.receive(
                file.stream().map(SentPart::new).toList(),
                profile,
                pairs("map", map),
                new Terms(emptyAsNull(currency), Terms.rate(rate), emptyAsNull(language), pairs("set", set)),
                new TableFile.Wish(emptyAsNull(encoding), emptyAsNull(delimiter), emptyAsNull(sheet)),
                caller.name());
        return ResponseEntity.created(URI.create("/api/admin/v1/imports/" + run.importId()))
                .body(view(run, request));
    }

    private record SentPart(MultipartFile part) implements ReceiveImport.Sent {
        @Override
        public String name() {
            return part.getOriginalFilename() == null ? "" : part.getOriginalFilename();
        }

        @Override
        public InputStream open() throws IOException {
            return part.getInputStream();
        }
    }

    private static @Nullable String emptyAsNull(@Nullable String words) {
        return words == null || words.isBlank() ? null : words.strip();
    }

    private static Map<String, String> pairs(String name, @Nullable String @Nullable [] words) {
        var pairs = new LinkedHashMap<String, String>();
        for (var word : words == null ? new String[0] : words) {
            var at = word == null ? -1 : word.lastIndexOf('=');
            if (name.equals("set") && word != null) {
                at = word.indexOf('=');
            }
            if (word == null || at <= 0) {
                throw CommonProblem.INVALID_REQUEST.refusal(
                        "Write " + name + (name.equals("map") ? " as column=field." : " as field=value."));
            }
            pairs.put(word.substring(0, at).strip(), word.substring(at + 1).strip());
        }
        return pairs;
    }

    @GetMapping
    Page<ImportView> list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var language = Languages.of(request);
        var page = imports.page(Math.clamp(limit, 1, 100), cursor);
        return new Page<>(
                page.items().stream()
                        .map(run -> ImportView.of(run, null, language))
                        .toList(),
                page.next());
    }

    @GetMapping("/{importId}")
    ImportView one(@PathVariable UUID importId, HttpServletRequest request) {
        return view(imports.require(importId), request);
    }

    private ImportView view(ImportRun run, HttpServletRequest request) {
        var obstacle = run.status() == ImportRun.Status.MAPPING ? receiveImport.obstacle(run) : null;
        return ImportView.of(run, obstacle, Languages.of(request));
    }

    /**
     * What is null stays as it is, and a rate goes with its currency.
     *
     * @param mapping field by column, whole
     * @param rate as in {@code 0.084}; empty takes it away
     */
    record WantedMapping(
            @Nullable String profile,
            @Nullable Map<String, String> mapping,
            @Nullable String currency,
            @Nullable String rate,
            @Nullable String language,
            @Nullable Map<String, String> constants) {}

    @PutMapping("/{importId}/mapping")
    ImportView map(@PathVariable UUID importId, @RequestBody WantedMapping wanted, HttpServletRequest request) {
        return view(mapped(importId, wanted), request);
    }

    private ImportRun mapped(UUID importId, WantedMapping wanted) {
        var known = imports.require(importId).terms();
        var terms = new Terms(
                wanted.currency() == null ? known.currency() : emptyAsNull(wanted.currency()),
                wanted.rate() == null && wanted.currency() == null ? known.rate() : Terms.rate(wanted.rate()),
                wanted.language() == null ? known.language() : emptyAsNull(wanted.language()),
                wanted.constants() == null ? known.constants() : wanted.constants());
        return receiveImport.map(importId, wanted.profile(), wanted.mapping(), terms);
    }

    /** Starts an import that waits, or again one that failed or was cancelled. */
    @PostMapping("/{importId}/start")
    ResponseEntity<ImportView> start(
            @PathVariable UUID importId,
            @RequestBody(required = false) @Nullable WantedMapping wanted,
            HttpServletRequest request) {
        if (wanted != null) {
            mapped(importId, wanted);
        }
        runImports.begin(importId);
        return ResponseEntity.accepted().body(view(imports.require(importId), request));
    }

    @PostMapping("/{importId}/cancellation")
    ImportView cancel(@PathVariable UUID importId, HttpServletRequest request) {
        imports.require(importId);
        imports.cancel(importId, clock.instant());
        return view(imports.require(importId), request);
    }

    /** Takes pictures that the files name, while the import waits. @param file at most 40, each under its name with folders */
    @PostMapping(path = "/{importId}/pictures", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Void> pictures(@PathVariable UUID importId, @RequestParam("file") List<MultipartFile> file)
            throws IOException {
        if (imports.require(importId).status() == ImportRun.Status.RUNNING) {
            throw CatalogProblem.IMPORT_NOT_WAITING.refusal("Send pictures before the import is started.");
        }
        if (file.size() > 40) {
            throw CommonProblem.INVALID_REQUEST.refusal("Send at most 40 pictures at once.");
        }
        folder.refuseTooMany(importId, file.size());
        for (var one : file) {
            folder.keepPicture(
                    importId, one.getOriginalFilename() == null ? "" : one.getOriginalFilename(), one.getInputStream());
        }
        return ResponseEntity.noContent().build();
    }

    /** @param file its name; {@code line} the one on which the row begins */
    record FaultView(
            String file,
            long line,
            @Nullable String column,
            @Nullable String product,
            String reason) {}

    @GetMapping("/{importId}/errors")
    Page<FaultView> errors(
            @PathVariable UUID importId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var language = Languages.of(request);
        var files = imports.require(importId).files();
        var page = faults.page(importId, Math.clamp(limit, 1, 1_000), cursor);
        return new Page<>(
                page.items().stream()
                        .map(row -> view(files, row.fault(), language))
                        .toList(),
                page.next());
    }

    private static FaultView view(List<TableFile> files, Fault fault, Language language) {
        return new FaultView(
                files.get(fault.file()).name(),
                fault.line(),
                fault.column(),
                fault.product(),
                fault.reason().in(language));
    }

    @GetMapping("/{importId}/errors.csv")
    ResponseEntity<StreamingResponseBody> errorsFile(@PathVariable UUID importId, HttpServletRequest request) {
        var language = Languages.of(request);
        var files = imports.require(importId).files();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"import-errors.csv\"")
                .body(out -> {
                    var csv = new FaultFile(out, language);
                    String cursor = null;
                    do {
                        var page = faults.page(importId, 1_000, cursor);
                        for (var row : page.items()) {
                            var fault = row.fault();
                            csv.add(
                                    files.get(fault.file()).name(),
                                    fault.line(),
                                    fault.column(),
                                    fault.product(),
                                    fault.reason().in(language));
                        }
                        cursor = page.next();
                    } while (cursor != null);
                    csv.flush();
                });
    }
}
