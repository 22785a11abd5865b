/** The module's pieces of the shop's pages. */
@NullMarked
package io.kontor.aftersales.page;

import org.jspecify.annotations.NullMarked;
