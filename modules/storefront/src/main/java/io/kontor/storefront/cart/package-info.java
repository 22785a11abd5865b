/** The cart's page and its forms. */
@NullMarked
package io.kontor.storefront.cart;

import org.jspecify.annotations.NullMarked;
