/** Goods that their buyers pick up. */
@NullMarked
package io.kontor.fulfilment.pickup;

import org.jspecify.annotations.NullMarked;
