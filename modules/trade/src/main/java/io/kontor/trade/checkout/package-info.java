/** From cart to order: what it costs, and the sale itself. */
@NullMarked
package io.kontor.trade.checkout;

import org.jspecify.annotations.NullMarked;
