/** Pages that are the same for everybody: home, categories, search, products. */
@NullMarked
package io.kontor.storefront.shelf;

import org.jspecify.annotations.NullMarked;
