package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Later;
import io.kontor.inventory.stock.SellingPolicy.Kind;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The balances of SKUs at the places that orders are sold from, and what is sold of them beyond these. */
public final class Balances {
    private final Map<String, List<Balance>> bySku;
    private final Map<String, SellingPolicy> policies;

    private Balances(Map<String, List<Balance>> bySku, Map<String, SellingPolicy> policies) {
        this.bySku = bySku;
        this.policies = policies;
    }

    public static Balances of(List<Balance> all, Collection<String> places) {
        var sold = Set.copyOf(places);
        var policies = new HashMap<String, SellingPolicy>();
        for (var balance : all) {
            if (balance.policy() != null) {
                policies.put(balance.sku(), balance.policy());
            }
        }
        return new Balances(
                all.stream()
                        .filter(balance -> sold.contains(balance.location()))
                        .collect(Collectors.groupingBy(Balance::sku)),
                policies);
    }

    public int onHand(String sku) {
        return sum(sku, Balance::onHand);
    }

    public int reserved(String sku) {
        return sum(sku, Balance::reserved);
    }

    public int stocked(String sku) {
        return sum(sku, Balance::stocked);
    }

    public @Nullable SellingPolicy policy(String sku) {
        return policies.get(sku);
    }

    /** Units that were sold before they are there. */
    public int backlog(String sku) {
        var policy = policies.get(sku);
        return policy == null ? 0 : policy.backlog();
    }

    /** Units that may be sold and not have come, at any moment; 0 without a policy. */
    public int mostBeyond(String sku) {
        var policy = policies.get(sku);
        return policy == null || policy.kind() == Kind.NONE ? 0 : policy.most();
    }

    /** Units that are there and nobody's: who waits for some comes first. */
    public int inStock(String sku) {
        return Math.max(0, sum(sku, Balance::free) - backlog(sku));
    }

    /** How many more may be sold beyond what is there. */
    public int room(String sku, LocalDate today) {
        var policy = policies.get(sku);
        return policy == null ? 0 : policy.room(today);
    }

    public int orderable(String sku, LocalDate today) {
        return inStock(sku) + room(sku, today);
    }

    Availability availability(String sku, LocalDate today) {
        var inStock = inStock(sku);
        var policy = policies.get(sku);
        var promised = policy == null || policy.room(today) == 0 ? null : policy.promise(today);
        return policy == null || promised == null
                ? new Availability(sku, inStock)
                : new Availability(
                        sku,
                        inStock + policy.room(today),
                        inStock,
                        new Later(policy.kind() == Kind.PRE_ORDER, promised));
    }

    /** Free units by SKU and place, to be counted down. */
    public Map<String, Map<String, Integer>> free() {
        var free = new HashMap<String, Map<String, Integer>>();
        bySku.forEach((sku, balances) -> balances.forEach(
                balance -> free.computeIfAbsent(sku, _ -> new HashMap<>()).put(balance.location(), balance.free())));
        return free;
    }

    private int sum(String sku, ToIntFunction<Balance> units) {
        return bySku.getOrDefault(sku, List.of()).stream().mapToInt(units).sum();
    }
}
