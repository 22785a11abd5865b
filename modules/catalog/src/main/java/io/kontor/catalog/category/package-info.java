/** The category tree. */
@NullMarked
package io.kontor.catalog.category;

import org.jspecify.annotations.NullMarked;
