package io.kontor.backoffice.shell;

import io.kontor.platform.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The screens that were packed with this build, each module's in a folder {@code ui/<module>} of its own. What one part
 * calls another by ({@code kontor/sdk}, {@code kontor/module/trade}) is resolved by the import map made here.
 */
@Component
class BuiltScreens {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> SHARED = List.of("vendor", "sdk");

    private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
    private volatile @Nullable Page page;

    /**
     * The shell's page, ready but for its nonce.
     *
     * @param html with {@code %NONCE%} where the nonce belongs
     * @param importMapHash of the import map, as a content security policy names it
     */
    record Page(String html, String importMapHash) {}

    Page page() {
        var made = page;
        if (made == null) {
            made = make();
            page = made;
        }
        return made;
    }

    Resource file(String module, String name) {
        return resources.getResource("classpath:ui/" + module + "/" + name);
    }

    private Page make() {
        var shell = file("shell", "index.html");
        if (!shell.exists()) {
            throw BackofficeProblem.SCREENS_NOT_BUILT.refusal("Run npm ci && npm run build, then build Kontor again.");
        }
        var manifests = manifests();
        var imports = JSON.writeValueAsString(Map.of("imports", imports(manifests)));
        var html = text(shell)
                .replace("%IMPORTS%", imports)
                // A closing tag inside the data would end the element that carries it.
                .replace("%MODULES%", JSON.writeValueAsString(manifests).replace("</", "<\\/"));
        return new Page(html, "'sha256-" + Base64.getEncoder().encodeToString(Secrets.hash(imports)) + "'");
    }

    private Map<String, String> imports(List<JsonNode> manifests) {
        var imports = new LinkedHashMap<String, String>();
        for (var part : SHARED) {
            JSON.readTree(text(file(part, "imports.json")))
                    .properties()
                    .forEach(shared -> imports.put(
                            shared.getKey(), address(part, shared.getValue().stringValue())));
        }
        for (var manifest : manifests) {
            var module = manifest.get("module").stringValue();
            imports.put(
                    "kontor/module/" + module,
                    address(module, manifest.get("entry").stringValue()));
        }
        return imports;
    }

    private List<JsonNode> manifests() {
        try {
            var manifests = new ArrayList<JsonNode>();
            for (var found : resources.getResources("classpath*:ui/*/manifest.json")) {
                manifests.add(JSON.readTree(text(found)));
            }
            return manifests;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String address(String part, String file) {
        return "/admin/ui/" + part + "/" + file;
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
