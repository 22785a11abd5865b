package io.kontor.platform.fragment;

import java.util.function.Function;

/**
 * A piece of a page, owned, rendered and tested by the module whose data it shows. A bean; any page or page builder can
 * place it by its name without knowing the module.
 */
public interface Fragment {
    /** {@code module.noun}, such as {@code catalog.product-grid}. */
    String name();

    /** @throws io.kontor.kernel.Refusal when the page must not be shown, such as NOT_FOUND for an unknown product */
    FragmentHtml render(FragmentRequest request);

    static Fragment of(String name, Function<FragmentRequest, FragmentHtml> rendering) {
        return new Fragment() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public FragmentHtml render(FragmentRequest request) {
                return rendering.apply(request);
            }
        };
    }
}
