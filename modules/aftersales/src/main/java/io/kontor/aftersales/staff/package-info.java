/** What staff does with requests. */
@NullMarked
package io.kontor.aftersales.staff;

import org.jspecify.annotations.NullMarked;
