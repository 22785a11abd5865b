package io.kontor.catalog.importing;

import io.kontor.kernel.Language;
import io.kontor.platform.template.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a row is bad, told to each reader in their own language.
 *
 * @param key of the text {@code import.fault.KEY}
 * @param parameters what stands in it, such as a word of the file
 */
record Reason(String key, List<String> parameters) {
    static Reason of(String key, Object... parameters) {
        return new Reason(key, List.of(parameters).stream().map(String::valueOf).toList());
    }

    static Reason kept(String[] words) {
        return new Reason(words[0], List.of(words).subList(1, words.length));
    }

    /** The key and its parameters in one row, as they are kept. */
    List<String> words() {
        var words = new ArrayList<String>();
        words.add(key);
        words.addAll(parameters);
        return words;
    }

    String in(Language language) {
        return Messages.of("catalog").text(language, "import.fault." + key, parameters.toArray());
    }
}
