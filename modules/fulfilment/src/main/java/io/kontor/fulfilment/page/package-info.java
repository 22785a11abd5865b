/** Delivery on the shop's pages. */
@NullMarked
package io.kontor.fulfilment.page;

import org.jspecify.annotations.NullMarked;
