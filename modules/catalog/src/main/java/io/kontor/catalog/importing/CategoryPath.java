package io.kontor.catalog.importing;

import io.kontor.catalog.importing.Gathered.Section;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Categories as files write them: names from the top down, {@code Men / Tops > Jackets}. */
final class CategoryPath {
    private static final int DEPTH_MAX = 6;

    private CategoryPath() {}

    static List<String> steps(String path) {
        return Stream.of(path.split("[/>＞»]"))
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .map(step -> step.length() <= 80 ? step : step.substring(0, 80).strip())
                .limit(DEPTH_MAX)
                .toList();
    }

    /** Every category on the path, ancestors first. */
    static List<Section> sections(List<String> steps, String language) {
        var sections = new ArrayList<Section>();
        for (var depth = 1; depth <= steps.size(); depth++) {
            sections.add(new Section(
                    Codes.ofPath(steps.subList(0, depth)),
                    depth == 1 ? null : Codes.ofPath(steps.subList(0, depth - 1)),
                    Text.of(language, steps.get(depth - 1)),
                    Text.EMPTY,
                    true));
        }
        return sections;
    }
}
