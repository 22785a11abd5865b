/** What a move asks of other modules, and what the shop does by itself when time passes. */
@NullMarked
package io.kontor.aftersales.settling;

import org.jspecify.annotations.NullMarked;
