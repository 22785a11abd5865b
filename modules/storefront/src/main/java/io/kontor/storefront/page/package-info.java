/** What every page of the shop has: frame, assets, errors, forms. */
@NullMarked
package io.kontor.storefront.page;

import org.jspecify.annotations.NullMarked;
