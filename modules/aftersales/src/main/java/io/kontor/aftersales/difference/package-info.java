/** What an exchange for something dearer costs more: paid before the replacement ships, given back when it does not. */
@NullMarked
package io.kontor.aftersales.difference;

import org.jspecify.annotations.NullMarked;
