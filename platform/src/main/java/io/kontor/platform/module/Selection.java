package io.kontor.platform.module;

import io.kontor.platform.start.StartFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.core.env.Environment;

/**
 * Which modules run in this process, and where the others that they need are.
 *
 * @param local in the order of the house list
 * @param remote base address by module name, only of modules that do not run here
 */
public record Selection(List<KontorModule> local, Map<KontorModule, URI> remote) {

    /**
     * @param wanted {@code all}, or names separated by commas
     * @param addresses base address by module name
     * @throws StartFailure when a name is unknown or a need is neither here nor anywhere
     */
    public static Selection of(List<KontorModule> house, String wanted, Map<String, URI> addresses) {
        var names =
                wanted.equals("all") ? house.stream().map(KontorModule::name).toList() : split(wanted);
        var byName = new LinkedHashMap<String, KontorModule>();
        house.forEach(module -> byName.put(module.name(), module));
        names.stream().filter(name -> !byName.containsKey(name)).findFirst().ifPresent(unknown -> {
            throw new StartFailure("There is no module \"" + unknown + "\". The modules are all, "
                    + String.join(", ", byName.keySet()) + ".");
        });
        var local =
                house.stream().filter(module -> names.contains(module.name())).toList();
        if (local.isEmpty()) {
            throw new StartFailure(
                    "No module was selected. Name some, such as --modules=catalog,trade, or leave it out for all.");
        }
        return new Selection(local, remotes(local, byName, addresses));
    }

    /** @throws StartFailure when a module that runs here cannot begin a new shop with these settings */
    public void refuseFirstStart(Environment settings) {
        local.forEach(module -> module.firstStart().accept(settings));
    }

    private static Map<KontorModule, URI> remotes(
            List<KontorModule> local, Map<String, KontorModule> byName, Map<String, URI> addresses) {
        var remote = new LinkedHashMap<KontorModule, URI>();
        var missing = new TreeSet<String>();
        for (var need : needsOf(local)) {
            var module = byName.get(need);
            if (module == null) {
                throw new IllegalStateException("The house list names no module " + need);
            }
            if (!local.contains(module)) {
                Optional.ofNullable(addresses.get(need))
                        .ifPresentOrElse(address -> remote.put(module, address), () -> missing.add(need));
            }
        }
        if (!missing.isEmpty()) {
            var example = missing.first();
            throw new StartFailure("The selected modules also need " + String.join(", ", missing)
                    + ". Select them too, or say where each runs, for example KONTOR_REMOTE_"
                    + example.toUpperCase(java.util.Locale.ROOT) + "=http://127.0.0.1:8081.");
        }
        return remote;
    }

    private static LinkedHashSet<String> needsOf(List<KontorModule> modules) {
        var needs = new LinkedHashSet<String>();
        modules.forEach(module -> needs.addAll(module.needs()));
        return needs;
    }

    private static List<String> split(String wanted) {
        return new ArrayList<>(Arrays.stream(wanted.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
    }

    public boolean runs(String module) {
        return local.stream().anyMatch(one -> one.name().equals(module));
    }

    public Optional<URI> addressOf(String module) {
        return remote.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(module))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
