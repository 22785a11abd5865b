/** What products can say of themselves, and which products have to say it. */
@NullMarked
package io.kontor.catalog.attribute;

import org.jspecify.annotations.NullMarked;
