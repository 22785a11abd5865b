/** Catalogues that come in files: read, mapped, checked and saved product by product. */
@NullMarked
package io.kontor.catalog.importing;

import org.jspecify.annotations.NullMarked;
