/** What buyers ask for after the sale, and what became of it. */
@NullMarked
package io.kontor.aftersales.request;

import org.jspecify.annotations.NullMarked;
