package io.kontor.catalog.importing;

import io.kontor.catalog.importing.ImportRequest.Wrong;
import io.kontor.catalog.importing.ShopClient.Refused;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Operator.Door;
import io.kontor.platform.template.Messages;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * {@code kontor import catalog}: brings files to the running shop of the data folder, or, when none is running, to one
 * that it starts for itself and stops again.
 */
public final class ImportFiles {
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "webp", "svg");
    private static final int SHOWN_FAULTS = 20;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Function<String[], ConfigurableApplicationContext> starter;

    /** @param starter starts the house with the given settings */
    public ImportFiles(
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Function<String[], ConfigurableApplicationContext> starter) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.starter = starter;
    }

    /**
     * @param words what stands behind {@code kontor import}
     * @return 0 when something was imported or was there already, 1 when nothing could be, 2 when asked wrongly
     */
    public int run(List<String> words) {
        if (words.isEmpty() || words.contains("help") || words.contains("--help") || words.contains("-h")) {
            out.print(ImportRequest.HELP);
            return words.isEmpty() ? 2 : 0;
        }
        try {
            if (!words.getFirst().equals("catalog")) {
                throw new Wrong("only catalogues are imported: kontor import catalog FILE...");
            }
            var wanted = ImportRequest.of(words.subList(1, words.size()), environment);
            return wanted.url() != null ? importThere(wanted, wanted.url()) : importHere(wanted);
        } catch (Wrong wrong) {
            return fail(2, wrong.getMessage());
        } catch (Refused refused) {
            return fail(refused.is("invalid-mapping") || refused.is("invalid-request") ? 2 : 1, refused.getMessage());
        } catch (IOException broken) {
            return fail(1, "the shop cannot be reached any more: " + broken.getMessage() + ".");
        }
    }

    private int fail(int code, @Nullable String sentence) {
        err.println("Nothing was imported: " + sentence);
        return code;
    }

    private int importThere(ImportRequest wanted, String url) throws Refused, IOException, Wrong {
        var password = environment.get("KONTOR_ADMIN_PASSWORD");
        if (password == null || password.isEmpty()) {
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                throw new Wrong("set KONTOR_ADMIN_PASSWORD to the password of " + wanted.login() + " at " + url + ".");
            }
            var typed = console.readPassword("Password of %s at %s: ", wanted.login(), url);
            password = typed == null ? "" : new String(typed);
        }
        return bring(
                wanted,
                ShopClient.signedIn(url, wanted.login(), password, language().tag()));
    }

    private int importHere(ImportRequest wanted) throws Refused, IOException, Wrong {
        if (isInUse(wanted.data())) {
            var door = Door.of(wanted.data())
                    .orElseThrow(
                            () -> new Wrong(
                                    "the shop in " + wanted.data()
                                            + " is just starting, or belongs to another user. Try again in a moment, or say --url and a password."));
            return bring(
                    wanted,
                    ShopClient.withToken(door.url(), door.token(), language().tag()));
        }
        out.println("No shop is running in " + wanted.data() + "; opening its data for this import.");
        var context = startQuietly(wanted.data());
        try {
            var door = Door.of(wanted.data()).orElseThrow(() -> new IOException("it did not say how to reach it"));
            return bring(
                    wanted,
                    ShopClient.withToken(door.url(), door.token(), language().tag()));
        } finally {
            context.close();
        }
    }

    /** What the terminal speaks: Chinese, or else English. */
    private Language language() {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(spoken -> !spoken.isEmpty())
                .findFirst()
                .filter(spoken -> spoken.startsWith("zh"))
                .map(_ -> Language.ZH)
                .orElse(Language.EN);
    }

    private static boolean isInUse(Path data) throws Wrong {
        var file = data.resolve("kontor.lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var lock = channel.tryLock();
            if (lock != null) {
                lock.release();
            }
            return lock == null;
        } catch (IOException foreign) {
            throw new Wrong("the data folder " + data
                    + " belongs to another user. Run this as that user, or say --url and a password.");
        }
    }

    /** Only what the catalogue needs, on a port nobody knows; what it would log has nothing to do with the import. */
    private ConfigurableApplicationContext startQuietly(Path data) {
        var standard = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return starter.apply(new String[] {
                "--kontor.modules=inventory,catalog",
                "--kontor.remote.identity=http://127.0.0.1:9",
                "--kontor.port=0",
                "--kontor.address=127.0.0.1",
                "--kontor.data=" + data,
                "--kontor.demo=false",
                "--logging.level.root=off",
                "--logging.level.io.kontor=off"
            });
        } finally {
            System.setOut(standard);
        }
    }

    private int bring(ImportRequest wanted, ShopClient shop) throws Refused, IOException, Wrong {
        var terminal =
                new Terminal(out, System.console() != null && System.console().isTerminal());
        var received = shop.receive(wanted);
        var importId = received.path("importId").stringValue();
        tellColumns(terminal, received);
        if (received.path("obstacle").isString()) {
            err.println(received.path("obstacle").stringValue());
            err.println(Messages.of("catalog").text(language(), "import.obstacle-options"));
            return 2;
        }
        if (wanted.check()) {
            terminal.line("Checked only; nothing was imported.");
            return 0;
        }
        sendPictures(wanted, shop, received, terminal);
        shop.start(importId);
        return tellOutcome(wanted, shop, terminal, watch(shop, importId, terminal));
    }

    private static void tellColumns(Terminal terminal, JsonNode received) {
        terminal.line("Profile " + received.path("profile").stringValue() + ", "
                + Terminal.count(received.path("rows").asLong(), "row", "rows") + ".");
        for (var file : received.path("files")) {
            terminal.line(
                    file.path("part").stringValue().isEmpty()
                            ? file.path("name").stringValue() + ": not read, the profile has no use for it"
                            : file.path("name").stringValue() + ": "
                                    + Terminal.count(file.path("rows").asLong(), "row", "rows") + ", "
                                    + (file.path("form").stringValue().equals("XLSX")
                                            ? "Excel"
                                            : file.path("encoding").stringValue() + ", delimited by "
                                                    + named(file.path("delimiter")
                                                            .stringValue())));
        }
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("COLUMN", "BECOMES", "FOR EXAMPLE"));
        var left = new ArrayList<String>();
        for (var column : received.path("columns")) {
            var name = column.path("name").stringValue();
            if (column.path("field").isString()) {
                lines.add(List.of(
                        Terminal.cut(name, 32), column.path("field").stringValue(), Terminal.cut(example(column), 48)));
            } else {
                left.add(name);
            }
        }
        terminal.table(lines);
        if (!left.isEmpty()) {
            terminal.line("  Left out: "
                    + (left.size() <= 12
                            ? String.join(", ", left)
                            : String.join(", ", left.subList(0, 12)) + " and " + (left.size() - 12) + " more"));
        }
        if (received.path("profile").stringValue().equals("plain")
                && lines.stream().noneMatch(line -> line.get(1).equals("stock"))
                && !received.path("constants").has("stock")) {
            terminal.line(
                    "  No column is the stock, so new products will be sold out; --set stock=20 would give each of them 20.");
        }
    }

    private static String named(String delimiter) {
        return switch (delimiter) {
            case "," -> "commas";
            case ";" -> "semicolons";
            case "\t" -> "tabs";
            default -> "pipes";
        };
    }

    private static String example(JsonNode column) {
        for (var sample : column.path("samples")) {
            if (!sample.asString("").isBlank()) {
                return sample.asString("");
            }
        }
        return "";
    }

    private static void sendPictures(ImportRequest wanted, ShopClient shop, JsonNode received, Terminal terminal)
            throws Refused, IOException {
        var folder = wanted.picturesFolder();
        var named = received.path("columns")
                .valueStream()
                .anyMatch(column -> column.path("field").asString("").startsWith("image"));
        if (folder == null || !named) {
            return;
        }
        List<Path> pictures;
        try (var all = Files.walk(folder)) {
            pictures = all.filter(ImportFiles::isPicture)
                    .map(folder::relativize)
                    .limit(Limits.PICTURES)
                    .toList();
        }
        var batch = new ArrayList<Path>();
        var bytes = 0L;
        for (var picture : pictures) {
            var size = Files.size(folder.resolve(picture));
            if (!batch.isEmpty() && (batch.size() == 40 || bytes + size > 24 * 1024 * 1024)) {
                shop.pictures(received.path("importId").stringValue(), folder, batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(picture);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            shop.pictures(received.path("importId").stringValue(), folder, batch);
        }
        terminal.line("Sent " + Terminal.count(pictures.size(), "picture", "pictures") + " from " + folder + ".");
    }

    private static boolean isPicture(Path path) {
        var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(path) && PICTURES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static JsonNode watch(ShopClient shop, String importId, Terminal terminal) throws Refused, IOException {
        while (true) {
            var run = shop.run(importId);
            var all = run.path("rows").asLong();
            if (!run.path("status").stringValue().equals("RUNNING")) {
                return run;
            }
            if (run.path("staged").asBoolean()) {
                terminal.progress(
                        "Saving ",
                        run.path("read").asLong(),
                        all,
                        ", " + Terminal.count(run.path("products").asLong(), "product", "products") + ", "
                                + Terminal.count(run.path("failed").asLong(), "bad row", "bad rows"));
            } else {
                terminal.progress("Reading", run.path("rowsStaged").asLong(), all, "");
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    private int tellOutcome(ImportRequest wanted, ShopClient shop, Terminal terminal, JsonNode run)
            throws Refused, IOException {
        var importId = run.path("importId").stringValue();
        var bad = run.path("failed").asLong();
        if (bad > 0) {
            tellFaults(wanted, shop, terminal, importId, bad);
        }
        var summary = new ArrayList<String>();
        summary.add(Terminal.count(run.path("read").asLong(), "row", "rows") + " read");
        summary.add(Terminal.count(run.path("created").asLong(), "product", "products") + " created");
        summary.add(Terminal.number(run.path("changed").asLong()) + " changed");
        summary.add(Terminal.number(run.path("unchanged").asLong()) + " unchanged");
        summary.add(Terminal.number(run.path("refused").asLong()) + " refused");
        summary.add(Terminal.count(bad, "bad row", "bad rows"));
        terminal.line(String.join(", ", summary) + ".");
        if (run.path("picturesMissing").asLong() > 0) {
            terminal.line(Terminal.count(
                            run.path("picturesMissing").asLong(),
                            "picture that the files name was",
                            "pictures that the files name were")
                    + " not sent or could not be read; the products are there without them.");
        }
        return switch (run.path("status").stringValue()) {
            case "DONE" -> run.path("products").asLong() > 0 ? 0 : fail(1, "every row was bad, or there was none.");
            case "CANCELLED" -> {
                err.println("The import was cancelled in the back office; what is counted above stands.");
                yield 1;
            }
            default -> {
                err.println("The import stopped: " + run.path("detail").asString(""));
                yield 1;
            }
        };
    }

    /** Root may write anywhere, also where the owner of a folder has said that nobody should. */
    private static boolean isMeantToBeWritten(@Nullable Path folder) throws IOException {
        return folder != null
                && Files.isWritable(folder)
                && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OWNER_WRITE);
    }

    private static void tellFaults(ImportRequest wanted, ShopClient shop, Terminal terminal, String importId, long bad)
            throws Refused, IOException {
        var page = shop.faults(importId, SHOWN_FAULTS);
        var several = wanted.files().size() > 1;
        terminal.line("Bad rows:");
        page.path("items")
                .forEach(fault ->
                        terminal.line("  " + (several ? fault.path("file").stringValue() + " " : "")
                                + "line " + fault.path("line").asLong()
                                + (fault.path("column").isString()
                                        ? ", " + fault.path("column").stringValue()
                                        : "")
                                + ": " + fault.path("reason").stringValue()));
        var shown = page.path("items")
                .valueStream()
                .map(fault ->
                        fault.path("file").asString("") + fault.path("line").asLong())
                .distinct()
                .count();
        if (bad > shown) {
            terminal.line("  and " + Terminal.number(bad - shown) + " more");
        }
        var first = wanted.files().getFirst().toAbsolutePath();
        var beside = first.resolveSibling(first.getFileName() + ".errors.csv");
        var to = isMeantToBeWritten(beside.getParent())
                ? beside
                : Path.of(beside.getFileName().toString()).toAbsolutePath();
        shop.saveFaults(importId, to);
        terminal.line("All of them: " + to);
    }
}
