package io.kontor.catalog.importing;

import java.util.List;
import java.util.stream.Stream;

/** Names of pictures in a cell. Addresses of other servers are left out: an import fetches nothing from the network. */
final class PictureNames {
    private PictureNames() {}

    static List<String> of(String cell) {
        return Stream.of(cell.split("[,;|\\n]"))
                .map(String::strip)
                .filter(name ->
                        !name.isEmpty() && !name.contains("//") && !name.equals("no_selection") && name.length() <= 500)
                .map(PictureNames::bare)
                .distinct()
                .limit(50)
                .toList();
    }

    /** Without the slash at its start, so that {@code /m/h/hat.jpg} is found at {@code images/m/h/hat.jpg}. */
    static String bare(String name) {
        return name.replace('\\', '/').replaceAll("^(\\.?/)+", "");
    }
}
