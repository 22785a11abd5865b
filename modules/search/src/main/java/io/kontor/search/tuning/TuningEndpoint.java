package io.kontor.search.tuning;

import io.kontor.catalog.Catalog;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Text;
import io.kontor.platform.access.Access;
import io.kontor.platform.web.Versions;
import io.kontor.search.tuning.TuningStore.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Synonyms, redirects, pinned products and boosts, as staff keep them. */
@RestController
@RequestMapping("/api/admin/v1/search/tuning")
class TuningEndpoint {
    private static final int CHANGES_MAX = 20;
    private static final int CARDS_MAX = 200;

    private final TuningStore tunings;
    private final SaveTuning saveTuning;
    private final Catalog catalog;

    TuningEndpoint(TuningStore tunings, SaveTuning saveTuning, Catalog catalog) {
        this.tunings = tunings;
        this.saveTuning = saveTuning;
        this.catalog = catalog;
    }

    /** A product that a pin names, while it is published. */
    record NamedProduct(UUID productId, Text name) {}

    /** @param changes the last 20, newest first */
    record TuningSheet(Tuning tuning, List<NamedProduct> products, List<Change> changes) {}

    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "search.read")
    ResponseEntity<TuningSheet> show() {
        var kept = tunings.newest();
        return ResponseEntity.ok()
                .eTag(Versions.etag(kept.version()))
                .cacheControl(CacheControl.noStore())
                .body(new TuningSheet(kept.tuning(), named(kept.tuning()), tunings.changes(CHANGES_MAX)));
    }

    /** Replaces all of it. */
    @PutMapping
    @Access(value = Caller.Kind.STAFF, permission = "search.write")
    ResponseEntity<TuningSheet> save(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Tuning wanted,
            Caller caller) {
        saveTuning.save(wanted, Versions.require(ifMatch), caller);
        return show();
    }

    private List<NamedProduct> named(Tuning tuning) {
        var ids = tuning.pins().stream()
                .flatMap(pin -> Stream.concat(pin.products().stream(), pin.hidden().stream()))
                .distinct()
                .toList();
        var named = new ArrayList<NamedProduct>();
        for (var from = 0; from < ids.size(); from += CARDS_MAX) {
            catalog.cards(ids.subList(from, Math.min(from + CARDS_MAX, ids.size())))
                    .forEach(card -> named.add(new NamedProduct(card.productId(), card.name())));
        }
        return named;
    }
}
