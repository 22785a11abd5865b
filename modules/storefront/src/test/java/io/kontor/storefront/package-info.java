@NullMarked
package io.kontor.storefront;

import org.jspecify.annotations.NullMarked;
