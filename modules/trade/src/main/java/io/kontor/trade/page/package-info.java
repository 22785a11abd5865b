/** Trade's pieces of the shop's pages: cart, checkout, orders. */
@NullMarked
package io.kontor.trade.page;

import org.jspecify.annotations.NullMarked;
