package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.platform.module.KontorModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Habits that a compiler does not hold. Each failure says what to do. */
class TidyTest {
    @Test
    void noMarkerOfUnfinishedWorkIsLeft() {
        // Spelt apart, so that this file does not find itself.
        var marker = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
        assertThat(linesMatching(marker, ".java", ".ts", ".tsx", ".sql", ".css", ".jte", "kontor", ".properties"))
                .as("finish it, or write down why not in a decision page")
                .isEmpty();
    }

    @Test
    void nothingIsPrintedOrSwallowed() {
        var swallowed = Pattern.compile("printStack" + "Trace|catch \\(\\w+ ignored\\)|catch \\([^)]*\\) \\{\\s*\\}");
        assertThat(linesMatching(swallowed, ".java"))
                .as("log it, turn it into a refusal, or let it pass")
                .isEmpty();
    }

    @Test
    void noTestSleepsOrIsSwitchedOff() {
        var banned = Pattern.compile("Thread\\.sle" + "ep|@Dis" + "abled|TimeUnit\\.\\w+\\.sle" + "ep");
        var found = linesMatching(banned, "Test.java");
        assertThat(found).as("wait for what should happen with Await").isEmpty();
    }

    @Test
    void theTestsOfEveryFolderRunWithAllOthers() {
        var run = Sources.text(Sources.ROOT.resolve("app/pom.xml"));
        var folders = Sources.withEnding("Test.java").stream()
                .map(Sources::name)
                .filter(name -> name.contains("/src/test/"))
                .map(name -> name.substring(0, name.indexOf("/src/test/")))
                .filter(folder -> !folder.equals("app"))
                .distinct()
                .toList();
        assertThat(folders)
                .hasSizeGreaterThan(10)
                .allSatisfy(folder -> assertThat(run)
                        .as("app/pom.xml, profile together")
                        .contains("<directory>../" + folder + "/target/test-classes</directory>"));
    }

    @Test
    void everyModuleSaysInTenLinesWhatItIs() {
        for (var module : House.MODULES) {
            var readme = Sources.ROOT.resolve("modules/" + module.name() + "/README.md");
            assertThat(readme).exists();
            assertThat(Sources.text(readme)).as(readme.toString()).contains("Owns", "Asks", "Tells");
        }
    }

    @Test
    void noSqlReachesIntoAnotherModulesSchema() {
        var names = House.MODULES.stream().map(KontorModule::name).toList();
        var found = new ArrayList<String>();
        for (var module : names) {
            var others = String.join(
                    "|", names.stream().filter(name -> !name.equals(module)).toList());
            var reach =
                    Pattern.compile("(?i)\\b(FROM|JOIN|INTO|UPDATE|REFERENCES|TABLE)\\s+(" + others + ")\\.[a-z_]+");
            for (var file : Sources.withEnding(".java", ".sql")) {
                if (file.startsWith(Sources.ROOT.resolve("modules/" + module + "/src/main"))) {
                    var matcher = reach.matcher(Sources.text(file));
                    while (matcher.find()) {
                        found.add(Sources.name(file) + ": " + matcher.group());
                    }
                }
            }
        }
        assertThat(found).as("ask the other module through its interface").isEmpty();
    }

    @Test
    void noFileNamesARegistryOrAFolderOfSomebodysMachine() {
        var found = linesMatching(
                Pattern.compile("registry\\.npm" + "js|repo1?\\.maven|maven\\.apache\\.org/(maven2|wrapper)|/wo"
                        + "rk/|(^|[\\s\"'=(])/ho" + "me/[a-z]|deb\\.deb" + "ian\\.org|\"resol" + "ved\": *\"http"),
                ".java",
                ".json",
                ".xml",
                ".md",
                ".ts",
                ".tsx",
                ".mjs",
                "kontor",
                ".properties",
                ".npmrc");
        assertThat(found).isEmpty();
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        for (var chinese : Sources.withEnding("_zh.properties")) {
            var english = Path.of(chinese.toString().replace("_zh.properties", "_en.properties"));
            assertThat(Files.exists(english)).as(english.toString()).isTrue();
            assertThat(keys(chinese)).as(Sources.name(chinese)).isEqualTo(keys(english));
        }
    }

    private static List<String> keys(Path file) {
        // A long text goes on behind a backslash.
        return Sources.text(file)
                .replace("\\\n", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2)[0].strip())
                .sorted()
                .toList();
    }

    private static List<String> linesMatching(Pattern pattern, String... endings) {
        var found = new ArrayList<String>();
        for (var file : Sources.withEnding(endings)) {
            var number = 0;
            for (var line : Sources.text(file).split("\n")) {
                number++;
                if (pattern.matcher(line).find() && !Sources.name(file).equals("package-lock.json")) {
                    found.add(Sources.name(file) + ":" + number + ": " + line.strip());
                }
            }
        }
        return found;
    }
}
