package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher needs and does not find is told in one sentence, before anything is made. */
class LauncherTest {
    private static final List<String> EVERYWHERE =
            List.of("bash", "cat", "dirname", "find", "head", "id", "mkdir", "readlink", "sed", "sort", "tr");
    private static final String FOLDERS_OF_THIS_MACHINE =
            " /usr/lib/jvm/* /opt/jdk* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home";
    private static final String THIS_JDK = System.getProperty("java.home");

    @TempDir
    Path machine;

    private Path kontor;
    private Path programs;

    /** A machine with the plainest programs, and a clone of Kontor that holds nothing but its launcher. */
    @BeforeEach
    void prepare() throws IOException {
        programs = Files.createDirectories(machine.resolve("bin"));
        for (var program : EVERYWHERE) {
            has(program);
        }
        var clone = Files.createDirectories(machine.resolve("clone"));
        for (var folder : List.of("modules", "web", "docs")) {
            Files.createDirectories(clone.resolve(folder));
        }
        var launcher = Sources.text(Sources.ROOT.resolve("kontor"));
        assertThat(launcher).contains(FOLDERS_OF_THIS_MACHINE);
        kontor = script(clone.resolve("kontor"), launcher.replace(FOLDERS_OF_THIS_MACHINE, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "test", "check", "format", "docs", "bench", "import"})
    void aMissingJdkIsTold(String command) throws Exception {
        refused("JDK 25 was not found. Install it", "", command);
    }

    @Test
    void aJdkThatIsTooOldIsTold() throws Exception {
        var old = machine.resolve("old");
        says(old.resolve("bin/java"), "openjdk version \"17.0.9\" 2023-10-17");
        says(old.resolve("bin/javac"), "javac 17.0.9");
        refused("JDK 25 or newer was not found, only JDK 17. Install it", old.toString(), "start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "test", "check", "format", "bench", "import"})
    void aMissingNodeIsTold(String command) throws Exception {
        says(programs.resolve("mvn"), "Apache Maven 3.9.9");
        refused("Node.js was not found. Install version 20 or newer", THIS_JDK, command);
    }

    @Test
    void aNodeThatIsTooOldIsTold() throws Exception {
        says(programs.resolve("node"), "v18.20.4");
        refused("Node.js 18.20.4 is too old. Install version 20 or newer", THIS_JDK, "start");
    }

    @Test
    void aMissingNpmIsTold() throws Exception {
        says(programs.resolve("node"), "v24.1.0");
        refused("npm was not found. Install it beside Node.js", THIS_JDK, "start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "test", "check", "format", "docs", "bench", "import"})
    void aMissingMavenIsTold(String command) throws Exception {
        hasNode();
        refused("Maven was not found. Install it", THIS_JDK, command);
    }

    @ParameterizedTest
    @CsvSource({"Apache Maven 3.6.3 (NON_CANONICAL), 3.6.3", "Apache Maven 2.2.1 (r801777), 2.2.1"})
    void aMavenThatIsTooOldIsTold(String saying, String version) throws Exception {
        hasNode();
        says(programs.resolve("mvn"), saying);
        refused("Maven " + version + " is too old. Install 3.8 or newer", THIS_JDK, "start");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, There is no command nonsense",
        "start --bogus, There is no option --bogus",
        "--bogus, There is no option --bogus",
        "start --port, --port wants a value",
        "start --db, --db wants a value",
        "start --data=, --data wants a value"
    })
    void whatItDoesNotKnowIsTold(String arguments, String reason) throws Exception {
        refused(reason, "", arguments.split(" "));
    }

    @Test
    void ofTheSameOptionTheLastCounts() throws Exception {
        var jdk = builtWithAJdkThatEchoes();
        var said = launch(
                jdk, "start", "--port", "1", "--data", "/a", "--empty", "--port=2", "--kontor.data=/b", "--demo");
        assertThat(said.strip()).endsWith("kontor.jar --kontor.port=2 --kontor.data=/b --kontor.demo=true");
    }

    /** Every user of a machine can read the arguments of its processes. */
    @Test
    void theDatabasesPasswordIsNoArgument() throws Exception {
        var jdk = builtWithAJdkThatEchoes();
        assertThat(launch(jdk, "start", "--db", "postgresql://kontor:secret@127.0.0.1/shop"))
                .contains("kontor.jar")
                .doesNotContain("secret");
    }

    /** It loads the demo shop and buys from it. */
    @Test
    void theTrainingOfTheStartKnowsNoDatabaseOfTheShops() throws Exception {
        var jdk = builtWithAJdkThatEchoes();
        for (var program : List.of("env", "mktemp", "rm", "sleep")) {
            has(program);
        }
        var trained = machine.resolve("trained");
        script(
                Path.of(jdk, "bin/java"),
                "#!/bin/sh\ncase \"$*\" in\n  -version) echo 'openjdk version \"25\"' ;;\n  *AOTCacheOutput*) env >"
                        + trained + " ;;\n  *) env ;;\nesac\n");
        Files.delete(machine.resolve("clone/app/target/run/kontor.aot"));

        var said = launch(jdk, "start", "--db", "postgresql://kontor:secret@127.0.0.1/shop");

        assertThat(said).contains("KONTOR_DB_URL=postgresql://kontor:secret@127.0.0.1/shop");
        assertThat(trained)
                .content()
                .contains("KONTOR_ADMIN_PASSWORD=training-")
                .doesNotContain("KONTOR_DB");
    }

    private String builtWithAJdkThatEchoes() throws IOException {
        var jdk = machine.resolve("jdk");
        says(jdk.resolve("bin/javac"), "javac 25");
        script(
                jdk.resolve("bin/java"),
                "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"25\"' || echo \"$@\"\n");
        var clone = machine.resolve("clone");
        for (var made : List.of("target/web.stamp", "target/java.stamp", "app/target/run/kontor.aot")) {
            Files.createDirectories(clone.resolve(made).getParent());
            Files.writeString(clone.resolve(made), "");
        }
        // Files that were written within the same moment may be of the same age.
        Files.setLastModifiedTime(kontor, FileTime.from(Instant.EPOCH));
        return jdk.toString();
    }

    private void has(String program) throws IOException {
        var real = Stream.of("/usr/bin/", "/bin/")
                .map(folder -> Path.of(folder + program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        script(programs.resolve(program), "#!/bin/sh\nexec " + real + " \"$@\"\n");
    }

    private void hasNode() throws IOException {
        says(programs.resolve("node"), "v24.1.0");
        says(programs.resolve("npm"), "11.3.0");
    }

    private void refused(String reason, String javaHome, String... arguments) throws Exception {
        var before = files();
        var process = start(javaHome, arguments);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.strip()).startsWith("Kontor: " + reason).hasLineCount(1).endsWith(".");
        assertThat(process.waitFor()).isNotZero();
        assertThat(files()).isEqualTo(before);
    }

    private String launch(String javaHome, String... arguments) throws Exception {
        var process = start(javaHome, arguments);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private Process start(String javaHome, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(programs.resolve("bash").toString(), kontor.toString()));
        command.addAll(List.of(arguments));
        var launcher = new ProcessBuilder(command).redirectErrorStream(true);
        launcher.environment().keySet().removeIf(name -> name.startsWith("KONTOR_"));
        launcher.environment().put("PATH", programs.toString());
        launcher.environment().put("HOME", machine.toString());
        launcher.environment().put("JAVA_HOME", javaHome);
        return launcher.start();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(machine)) {
            return files.sorted().toList();
        }
    }

    private static void says(Path program, String saying) throws IOException {
        Files.createDirectories(program.getParent());
        script(program, "#!/bin/sh\necho '" + saying + "'\n");
    }

    private static Path script(Path path, String text) throws IOException {
        return Files.setPosixFilePermissions(
                Files.writeString(path, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
