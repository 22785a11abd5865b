/** What staff does with orders: finds them, ships them, cancels them. */
@NullMarked
package io.kontor.trade.staff;

import org.jspecify.annotations.NullMarked;
