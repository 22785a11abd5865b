package io.kontor.catalog;

import java.util.List;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code kontor import catalog FILE...}. */
public final class ImportCommand {
    private ImportCommand() {}

    /**
     * @param words what stands behind {@code kontor import}
     * @param starter starts the house with the given settings, for when no shop is running
     * @return 0 when something was imported or was there already, 1 when nothing could be, 2 when asked wrongly
     */
    public static int run(List<String> words, Function<String[], ConfigurableApplicationContext> starter) {
        return new io.kontor.catalog.importing.ImportFiles(System.out, System.err, System.getenv(), starter).run(words);
    }
}
