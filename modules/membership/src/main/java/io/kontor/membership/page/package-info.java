/** Address book and favourites on the shop's pages. */
@NullMarked
package io.kontor.membership.page;

import org.jspecify.annotations.NullMarked;
