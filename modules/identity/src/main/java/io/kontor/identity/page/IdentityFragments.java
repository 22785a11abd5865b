package io.kontor.identity.page;

import io.kontor.platform.fragment.Fragment;
import io.kontor.platform.fragment.FragmentHtml;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who one is, on the shop's pages. All of it is personal: none of these fragments may be kept. */
@Configuration(proxyBeanMethods = false)
class IdentityFragments {
    private final Templates templates;

    IdentityFragments(Templates templates) {
        this.templates = templates;
    }

    /** Parameters: {@code value.login}, {@code problem} a code of this module's messages or none, {@code back} the address to go on to. */
    @Bean("identity.sign-in")
    Fragment signIn() {
        return form("identity.sign-in", "identity/sign-in");
    }

    /** Parameters: {@code value.<field>}, {@code error.<field>} a code, {@code problem} a code or none, {@code back}. */
    @Bean("identity.sign-up")
    Fragment signUp() {
        return form("identity.sign-up", "identity/sign-up");
    }

    private Fragment form(String name, String template) {
        return Fragment.of(
                name,
                request -> FragmentHtml.of(templates.render(
                        template, Map.of("form", new AccountForm(words(request), request.parameters())))));
    }

    /** The front page of an account. Parameters: {@code beside} HTML of what else there is to see. */
    @Bean("identity.account")
    Fragment account() {
        return Fragment.of("identity.account", request -> {
            request.caller().requireAccountId();
            var parameters = new HashMap<String, @Nullable Object>();
            parameters.put("words", words(request));
            parameters.put("name", request.caller().name());
            parameters.put("beside", request.parameters().getOrDefault("beside", ""));
            return FragmentHtml.of(templates.render("identity/account", parameters));
        });
    }

    private static Words words(FragmentRequest request) {
        return Words.of("identity", request.language());
    }
}
