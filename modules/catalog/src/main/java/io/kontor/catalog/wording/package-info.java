/** What becomes of the words people write: addresses and descriptions that are safe to show. */
@NullMarked
package io.kontor.catalog.wording;

import org.jspecify.annotations.NullMarked;
