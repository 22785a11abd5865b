/** Brands. */
@NullMarked
package io.kontor.catalog.brand;

import org.jspecify.annotations.NullMarked;
