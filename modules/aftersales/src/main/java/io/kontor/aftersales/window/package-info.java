/** How long goods may be returned. */
@NullMarked
package io.kontor.aftersales.window;

import org.jspecify.annotations.NullMarked;
