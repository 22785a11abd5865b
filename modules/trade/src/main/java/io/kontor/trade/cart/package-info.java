/** What a shopper means to buy: opened, filled, shown, merged at sign-in, forgotten when idle. */
@NullMarked
package io.kontor.trade.cart;

import org.jspecify.annotations.NullMarked;
