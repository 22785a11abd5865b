package io.kontor.catalog.importing;

import io.kontor.catalog.importing.ImportRequest.Wrong;
import io.kontor.catalog.importing.ShopClient.OneTimePassword;
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
    private static final int LEFT_NAMED = 12;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Language language;
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
        this.language = languageOf(environment);
        this.starter = starter;
    }

    /**
     * @param words what stands behind {@code kontor import}
     * @return 0 when something was imported or was there already, 1 when nothing could be, 2 when asked wrongly
     */
    public int run(List<String> words) {
        if (words.isEmpty() || words.contains("help") || words.contains("--help") || words.contains("-h")) {
            out.println(say("help"));
            return words.isEmpty() ? 2 : 0;
        }
        try {
            if (!words.getFirst().equals("catalog")) {
                throw new Wrong("catalogues-only");
            }
            var wanted = ImportRequest.of(words.subList(1, words.size()), environment);
            return wanted.url() != null ? importThere(wanted, wanted.url()) : importHere(wanted);
        } catch (Wrong wrong) {
            return fail(2, say(wrong.key(), wrong.parameters()));
        } catch (OneTimePassword unchanged) {
            return fail(1, say("one-time-password", unchanged.login()));
        } catch (Refused refused) {
            return fail(refused.is("invalid-mapping") || refused.is("invalid-request") ? 2 : 1, refused.getMessage());
        } catch (IOException broken) {
            return fail(1, say("unreachable", String.valueOf(broken.getMessage())));
        }
    }

    private int fail(int code, @Nullable String sentence) {
        err.println(say("nothing", String.valueOf(sentence)));
        return code;
    }

    private int importThere(ImportRequest wanted, String url) throws Refused, OneTimePassword, IOException, Wrong {
        var password = environment.get("KONTOR_ADMIN_PASSWORD");
        if (password == null || password.isEmpty()) {
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                throw new Wrong("set-password", wanted.login(), url);
            }
            var typed = console.readPassword("%s ", say("password", wanted.login(), url));
            password = typed == null ? "" : new String(typed);
        }
        return bring(wanted, ShopClient.signedIn(url, wanted.login(), password, language.tag()));
    }

    private int importHere(ImportRequest wanted) throws Refused, IOException, Wrong {
        if (isInUse(wanted.data())) {
            var door = Door.of(wanted.data()).orElseThrow(() -> new Wrong("just-starting", wanted.data()));
            return bring(wanted, ShopClient.withToken(door.url(), door.token(), language.tag()));
        }
        out.println(say("opening", wanted.data()));
        var context = startQuietly(wanted.data());
        try {
            var door = Door.of(wanted.data()).orElseThrow(() -> new IOException("it did not say how to reach it"));
            return bring(wanted, ShopClient.withToken(door.url(), door.token(), language.tag()));
        } finally {
            context.close();
        }
    }

    /** What the terminal speaks: Chinese, or else English. */
    private static Language languageOf(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(spoken -> !spoken.isEmpty())
                .findFirst()
                .filter(spoken -> spoken.startsWith("zh"))
                .map(_ -> Language.ZH)
                .orElse(Language.EN);
    }

    private String say(String key, Object... parameters) {
        return Messages.of("catalog-import").text(language, key, parameters);
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
            throw new Wrong("of-another-user", data);
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
            err.println(say("obstacle-options"));
            return 2;
        }
        if (wanted.check()) {
            terminal.line(say("checked"));
            return 0;
        }
        sendPictures(wanted, shop, received, terminal);
        shop.start(importId);
        return tellOutcome(wanted, shop, terminal, watch(shop, importId, terminal));
    }

    private void tellColumns(Terminal terminal, JsonNode received) {
        terminal.line(say(
                "profile",
                received.path("profile").stringValue(),
                received.path("rows").asLong()));
        for (var file : received.path("files")) {
            terminal.line(of(file));
        }
        var lines = new ArrayList<List<String>>();
        lines.add(List.of(say("column"), say("becomes"), say("example")));
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
            var named = String.join(say("comma"), left.subList(0, Math.min(left.size(), LEFT_NAMED)));
            terminal.line("  "
                    + (left.size() <= LEFT_NAMED
                            ? say("left-out", named)
                            : say("left-out-more", named, left.size() - LEFT_NAMED)));
        }
        if (received.path("profile").stringValue().equals("plain")
                && lines.stream().noneMatch(line -> line.get(1).equals("stock"))
                && !received.path("constants").has("stock")) {
            terminal.line("  " + say("no-stock"));
        }
    }

    private String of(JsonNode file) {
        var name = file.path("name").stringValue();
        var rows = file.path("rows").asLong();
        if (file.path("part").stringValue().isEmpty()) {
            return say("file-unread", name);
        }
        return file.path("form").stringValue().equals("XLSX")
                ? say("file-excel", name, rows)
                : say(
                        "file-csv",
                        name,
                        rows,
                        file.path("encoding").stringValue(),
                        say("delimiter." + named(file.path("delimiter").stringValue())));
    }

    private static String named(String delimiter) {
        return switch (delimiter) {
            case "," -> "comma";
            case ";" -> "semicolon";
            case "\t" -> "tab";
            default -> "pipe";
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

    private void sendPictures(ImportRequest wanted, ShopClient shop, JsonNode received, Terminal terminal)
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
        terminal.line(say("pictures", pictures.size(), folder));
    }

    private static boolean isPicture(Path path) {
        var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(path) && PICTURES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private JsonNode watch(ShopClient shop, String importId, Terminal terminal) throws Refused, IOException {
        while (true) {
            var run = shop.run(importId);
            if (!run.path("status").stringValue().equals("RUNNING")) {
                return run;
            }
            var all = run.path("rows").asLong();
            if (run.path("staged").asBoolean()) {
                var read = run.path("read").asLong();
                var products = run.path("products").asLong();
                var failed = run.path("failed").asLong();
                terminal.progress(say("saving"), read, all, say("saved", read, all, products, failed));
            } else {
                var read = run.path("rowsStaged").asLong();
                terminal.progress(say("reading"), read, all, say("of-rows", read, all));
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
        terminal.line(say(
                "outcome",
                run.path("read").asLong(),
                run.path("created").asLong(),
                run.path("changed").asLong(),
                run.path("unchanged").asLong(),
                run.path("refused").asLong(),
                bad));
        if (run.path("picturesMissing").asLong() > 0) {
            terminal.line(say("pictures-missing", run.path("picturesMissing").asLong()));
        }
        return switch (run.path("status").stringValue()) {
            case "DONE" -> run.path("products").asLong() > 0 ? 0 : fail(1, say("all-bad"));
            case "CANCELLED" -> {
                err.println(say("cancelled"));
                yield 1;
            }
            default -> {
                err.println(say("stopped", run.path("detail").asString("")));
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

    private void tellFaults(ImportRequest wanted, ShopClient shop, Terminal terminal, String importId, long bad)
            throws Refused, IOException {
        var page = shop.faults(importId, SHOWN_FAULTS);
        var several = wanted.files().size() > 1;
        terminal.line(say("bad-rows"));
        page.path("items").forEach(fault -> {
            var where = say("line", String.valueOf(fault.path("line").asLong()))
                    + (fault.path("column").isString()
                            ? say("comma") + fault.path("column").stringValue()
                            : "");
            terminal.line("  " + (several ? fault.path("file").stringValue() + " " : "")
                    + say("fault", where, fault.path("reason").stringValue()));
        });
        var shown = page.path("items")
                .valueStream()
                .map(fault ->
                        fault.path("file").asString("") + fault.path("line").asLong())
                .distinct()
                .count();
        if (bad > shown) {
            terminal.line("  " + say("bad-rows-more", bad - shown));
        }
        var first = wanted.files().getFirst().toAbsolutePath();
        var beside = first.resolveSibling(first.getFileName() + ".errors.csv");
        var to = isMeantToBeWritten(beside.getParent())
                ? beside
                : Path.of(beside.getFileName().toString()).toAbsolutePath();
        shop.saveFaults(importId, to);
        terminal.line(say("all-of-them", to));
    }
}
