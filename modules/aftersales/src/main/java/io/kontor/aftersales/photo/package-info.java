/** Photos that buyers add to a request. */
@NullMarked
package io.kontor.aftersales.photo;

import org.jspecify.annotations.NullMarked;
