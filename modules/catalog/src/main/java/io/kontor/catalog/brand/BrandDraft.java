package io.kontor.catalog.brand;

import io.kontor.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * A brand, as a person or an import wants it to be.
 *
 * @param code the shop's own word for it, 1 to 100 characters; saving it again replaces the brand
 * @param slug its place in addresses; null keeps the one it has, or makes one from the name
 * @param name at most 100 characters in each language, at least one language
 * @param description plain text, at most 1,000 characters
 */
public record BrandDraft(String code, @Nullable String slug, Text name, Text description) {}
