/** Orders after they were placed: paid, cancelled, received; what happened to each and who may see it. */
@NullMarked
package io.kontor.trade.order;

import org.jspecify.annotations.NullMarked;
