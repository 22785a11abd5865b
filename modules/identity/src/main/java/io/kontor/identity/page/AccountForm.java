package io.kontor.identity.page;

import io.kontor.platform.template.Words;
import java.util.Map;

/** What was typed into a sign-in or sign-up form, never the password, and what is wrong with it. */
public record AccountForm(Words words, Map<String, String> parameters) {

    public String value(String field) {
        return parameters.getOrDefault("value." + field, "");
    }

    /** The sentence that says what is wrong with a field, or empty. */
    public String error(String field) {
        return sentence("error." + field, parameters.getOrDefault("error." + field, ""));
    }

    /** The sentence that says what is wrong with the whole, or empty. */
    public String problem() {
        return sentence("problem", parameters.getOrDefault("problem", ""));
    }

    private String sentence(String key, String code) {
        return code.isEmpty() ? "" : words.textOr(key + "." + code, words.textOr("error." + code, code));
    }

    public String back() {
        return parameters.getOrDefault("back", "");
    }
}
