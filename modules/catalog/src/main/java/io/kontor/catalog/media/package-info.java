/** Pictures: taken in, checked, kept, and served in the sizes that pages need. */
@NullMarked
package io.kontor.catalog.media;

import org.jspecify.annotations.NullMarked;
