package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Problem;
import io.kontor.platform.access.AccessInterceptor;
import io.kontor.platform.event.Event;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The pages in docs/ that are made from the code: fresh, or {@code ./kontor docs} makes them so. */
@WholeHouse
class GeneratedDocsTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void theOpenApiDocumentIsFresh(TestShop shop) throws IOException {
        var document = (ObjectNode) shop.get("/openapi.json").json();
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        document.remove("servers");
        fresh("openapi.json", JSON.writeValueAsString(sorted(document)) + "\n");
    }

    @Test
    void theRoutesAreFresh(TestShop shop) throws IOException {
        var lines = new TreeSet<String>();
        shop.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
                    if (method.getBeanType().getName().startsWith("io.kontor.")) {
                        var rule = Objects.requireNonNull(AccessInterceptor.ruleOf(method));
                        var who = rule.value().name().toLowerCase()
                                + (rule.permission().isEmpty() ? "" : ": " + rule.permission());
                        for (var path : info.getPatternValues()) {
                            var verbs = info.getMethodsCondition().getMethods().stream()
                                    .map(Enum::name)
                                    .sorted()
                                    .collect(Collectors.joining(" "));
                            lines.add("| `" + path + "` | " + verbs + " | " + who + " | "
                                    + method.getBeanType().getSimpleName() + "."
                                    + method.getMethod().getName() + " |");
                        }
                    }
                });
        fresh(
                "routes.md",
                "# Every address and who may call it\n\n| address | method | who | where |\n| --- | --- | --- | --- |\n"
                        + String.join("\n", lines) + "\n");
    }

    @Test
    void theProblemsAreFresh() throws IOException {
        var lines = new TreeSet<String>();
        for (var type : kindsOf(Problem.class, Class::isEnum)) {
            for (var problem : Objects.requireNonNull(type.getEnumConstants(), type.getName())) {
                lines.add("| `" + problem.code() + "` | " + problem.status() + " | " + problem.title() + " | "
                        + type.getSimpleName() + " |");
            }
        }
        fresh(
                "problems.md",
                "# Refusals\n\nEach leaves as `application/problem+json` (RFC 9457) with `type` `/problems/<code>`.\n\n"
                        + "| code | status | title | enum |\n| --- | --- | --- | --- |\n" + String.join("\n", lines)
                        + "\n");
    }

    @Test
    void theEventsAreFresh() throws IOException {
        var lines = new TreeSet<String>();
        for (var type : kindsOf(Event.class, Class::isRecord)) {
            var fields = Arrays.stream(type.getRecordComponents())
                    .map(field -> field.getName() + ": " + field.getType().getSimpleName())
                    .collect(Collectors.joining(", "));
            lines.add("| `" + Event.typeOf(type) + "` | " + fields + " |");
        }
        fresh("events.md", "# Events\n\n| type | fields |\n| --- | --- |\n" + String.join("\n", lines) + "\n");
    }

    @Test
    void theSettingsAreFresh() throws IOException {
        var lines = new TreeMap<String, String>();
        var all = getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        while (all.hasMoreElements()) {
            try (var in = all.nextElement().openStream()) {
                for (var property : JSON.readTree(in).path("properties")) {
                    var name = property.path("name").asString();
                    if (name.startsWith("kontor.")) {
                        var standard = property.path("defaultValue");
                        lines.put(
                                name,
                                "| `" + name + "` | " + (standard.isMissingNode() ? "" : "`" + plain(standard) + "`")
                                        + " | "
                                        + property.path("description")
                                                .asString("")
                                                .replaceAll("\\s+", " ")
                                                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                                        + " |");
                    }
                }
            }
        }
        assertThat(lines.values())
                .as("every setting says what it is, in the Javadoc of its record")
                .noneMatch(line -> line.endsWith("|  |"));
        fresh(
                "settings.md",
                "# Settings\n\nGiven as `--NAME=VALUE`, or as an environment variable: `kontor.db.url` is `KONTOR_DB_URL`. An unknown name stops the start.\n\n"
                        + "| name | default | what it is |\n| --- | --- | --- |\n" + String.join("\n", lines.values())
                        + "\n");
    }

    private static String plain(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString();
    }

    /** The types of the house that are one, by name. */
    private static <T> List<Class<? extends T>> kindsOf(Class<T> general, Predicate<Class<?>> kind) {
        var scan = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition found) {
                return true;
            }

            @Override
            protected boolean isCandidateComponent(MetadataReader found) throws IOException {
                return !found.getResource().getURI().toString().contains("/test-classes/")
                        && super.isCandidateComponent(found);
            }
        };
        scan.addIncludeFilter(new AssignableTypeFilter(general));
        return scan.findCandidateComponents("io.kontor").stream()
                .map(found -> Objects.requireNonNull(found.getBeanClassName()))
                .sorted()
                .<Class<? extends T>>map(
                        name -> ClassUtils.resolveClassName(name, null).asSubclass(general))
                .filter(kind)
                .toList();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var names = new TreeSet<String>();
            object.propertyNames().forEach(names::add);
            var copy = JSON.createObjectNode();
            names.forEach(name -> copy.set(name, sorted(object.get(name))));
            return copy;
        }
        if (node.isArray()) {
            var copy = JSON.createArrayNode();
            node.forEach(one -> copy.add(sorted(one)));
            return copy;
        }
        return node;
    }

    private static void fresh(String name, String made) throws IOException {
        var file = Sources.ROOT.resolve("docs").resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, made);
        } else {
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("docs/" + name + " is stale: run ./kontor docs")
                    .isEqualTo(made);
        }
    }
}
