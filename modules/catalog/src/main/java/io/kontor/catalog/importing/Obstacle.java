package io.kontor.catalog.importing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.platform.template.Messages;
import java.util.List;

/**
 * What keeps a waiting import from being started, told to each reader in their own language.
 *
 * @param key of the text {@code import.obstacle.KEY}
 * @param parameters what stands in it, such as a column
 * @param member what it is about: of the problem document, and its value
 */
record Obstacle(String key, List<String> parameters, String member, String value) {
    /** @param about member and value, as in {@code field=rate} */
    static Obstacle of(String key, String about, Object... parameters) {
        var at = about.indexOf('=');
        return new Obstacle(
                key,
                List.of(parameters).stream().map(String::valueOf).toList(),
                about.substring(0, at),
                about.substring(at + 1));
    }

    String in(Language language) {
        return Messages.of("catalog").text(language, "import.obstacle." + key, parameters.toArray());
    }

    Refusal refusal() {
        return CatalogProblem.INVALID_MAPPING.refusal(in(Language.EN)).with(member, value);
    }
}
