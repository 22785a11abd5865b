/** Checkout and the pages of an order. */
@NullMarked
package io.kontor.storefront.order;

import org.jspecify.annotations.NullMarked;
