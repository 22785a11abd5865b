package io.kontor.platform.fragment;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param caller who looks at the page; {@link Caller#GUEST} for pages that are the same for everybody
 * @param parameters at most 100, each as the fragment documents it
 */
public record FragmentRequest(Language language, Caller caller, Map<String, String> parameters) {
    public static FragmentRequest of(Language language, Map<String, String> parameters) {
        return new FragmentRequest(language, Caller.GUEST, parameters);
    }

    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    public String require(String name) {
        var value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.refusal("The fragment needs the parameter " + name + ".");
        }
        return value;
    }
}
