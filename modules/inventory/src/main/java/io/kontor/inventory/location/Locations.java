package io.kontor.inventory.location;

import io.kontor.inventory.InventoryProblem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The shop's places. They change rarely and are asked for with every order, so they are looked up every few seconds. */
@Component
public class Locations {
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final LocationStore store;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(List.of(), 0));

    Locations(LocationStore store) {
        this.store = store;
    }

    private record Known(List<Location> all, long at) {}

    /** In the order in which they are taken from. */
    public List<Location> all() {
        var now = System.nanoTime();
        var before = Objects.requireNonNull(known.get());
        if (!before.all().isEmpty() && now - before.at() < FRESH_NANOS) {
            return before.all();
        }
        var read = new Known(store.list(), now);
        known.set(read);
        return read.all();
    }

    /** Those that orders are sold from. */
    public List<Location> enabled() {
        return all().stream().filter(Location::enabled).toList();
    }

    public List<String> enabledCodes() {
        return enabled().stream().map(Location::code).toList();
    }

    /** Where goods go when nobody says where. */
    public String first() {
        var all = all();
        return all.stream()
                .filter(Location::enabled)
                .findFirst()
                .orElse(all.getFirst())
                .code();
    }

    /** @throws io.kontor.kernel.Refusal LOCATION_NOT_FOUND (404) */
    public Location require(String code) {
        return all().stream()
                .filter(location -> location.code().equals(code))
                .findFirst()
                .orElseThrow(() -> InventoryProblem.LOCATION_NOT_FOUND
                        .refusal("Choose one of the shop's locations.")
                        .with("field", "location"));
    }

    void changed() {
        known.set(new Known(List.of(), 0));
    }
}
