package io.kontor.inventory.stock;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The balances of SKUs at the places that orders are sold from. */
public final class Balances {
    private final Map<String, List<Balance>> bySku;

    private Balances(Map<String, List<Balance>> bySku) {
        this.bySku = bySku;
    }

    public static Balances of(List<Balance> all, Collection<String> places) {
        var sold = Set.copyOf(places);
        return new Balances(all.stream()
                .filter(balance -> sold.contains(balance.location()))
                .collect(Collectors.groupingBy(Balance::sku)));
    }

    public int free(String sku) {
        return sum(sku, Balance::free);
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
