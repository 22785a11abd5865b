package io.kontor.catalog.category;

import io.kontor.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * A category, as a person or an import wants it to be.
 *
 * @param code the shop's own word for it, 1 to 100 characters; saving it again replaces the category
 * @param slug its place in addresses; null keeps the one it has, or makes one from the name
 * @param parent code of the category above, or null
 * @param name at most 100 characters in each language, at least one language
 * @param description plain text, at most 1,000 characters
 * @param image id of a kept picture, or null
 * @param position among its siblings, ascending
 * @param shown whether menus show it
 * @param productType code of the type it gives its products; empty for none of its own, null keeps the one it has
 */
public record CategoryDraft(
        String code,
        @Nullable String slug,
        @Nullable String parent,
        Text name,
        Text description,
        @Nullable String image,
        int position,
        boolean shown,
        @Nullable String productType) {

    /** For those who do not say what its products are. */
    public CategoryDraft(
            String code,
            @Nullable String slug,
            @Nullable String parent,
            Text name,
            Text description,
            @Nullable String image,
            int position,
            boolean shown) {
        this(code, slug, parent, name, description, image, position, shown, null);
    }
}
