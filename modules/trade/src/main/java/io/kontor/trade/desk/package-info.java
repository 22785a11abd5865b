/** The order desk: orders that staff places for customers. */
@NullMarked
package io.kontor.trade.desk;

import org.jspecify.annotations.NullMarked;
