/** Products with their variants, options, prices and pictures: saving and showing. */
@NullMarked
package io.kontor.catalog.product;

import org.jspecify.annotations.NullMarked;
