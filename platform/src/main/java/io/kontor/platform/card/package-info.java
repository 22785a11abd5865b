/** Keeps card numbers out of the shop. */
@NullMarked
package io.kontor.platform.card;

import org.jspecify.annotations.NullMarked;
