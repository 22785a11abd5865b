/** What goods cost and why: pure arithmetic, no questions. */
@NullMarked
package io.kontor.trade.pricing;

import org.jspecify.annotations.NullMarked;
