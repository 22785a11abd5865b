/** The catalogue's pieces of the shop's pages. */
@NullMarked
package io.kontor.catalog.page;

import org.jspecify.annotations.NullMarked;
