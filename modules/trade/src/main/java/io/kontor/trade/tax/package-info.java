/** What is taken of a sale as tax, class by class and place by place. */
@NullMarked
package io.kontor.trade.tax;

import org.jspecify.annotations.NullMarked;
