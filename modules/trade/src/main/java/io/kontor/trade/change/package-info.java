/** Orders that are not what they were when they were placed: prices and lines that staff changed. */
@NullMarked
package io.kontor.trade.change;

import org.jspecify.annotations.NullMarked;
