package io.kontor.app;

import io.kontor.catalog.ImportCommand;
import io.kontor.platform.start.KontorApplication;
import java.util.List;
import sun.misc.Signal;

/** Starts Kontor, or does what its first argument names. */
public final class Kontor {
    private Kontor() {}

    public static void main(String[] arguments) {
        stopCleanlyWhenAsked();
        if (arguments.length > 0 && arguments[0].equals("import")) {
            var words = List.of(arguments).subList(1, arguments.length);
            System.exit(ImportCommand.run(
                    words, settings -> KontorApplication.of(House.MODULES).run(settings)));
        }
        try {
            KontorApplication.of(House.MODULES).run(arguments);
        } catch (RuntimeException reported) {
            // Spring has told the reason already; what starts Kontor only needs to know that it failed.
            System.exit(1);
        }
    }

    /** Who asks Kontor to stop by Ctrl-C or SIGTERM and sees it stop in order wants no failure reported: exit code 0. */
    private static void stopCleanlyWhenAsked() {
        for (var name : List.of("INT", "TERM")) {
            Signal.handle(new Signal(name), _ -> System.exit(0));
        }
    }
}
