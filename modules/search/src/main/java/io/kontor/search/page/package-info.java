/** Search's pieces of the shop's pages: lists with their filters. */
@NullMarked
package io.kontor.search.page;

import org.jspecify.annotations.NullMarked;
