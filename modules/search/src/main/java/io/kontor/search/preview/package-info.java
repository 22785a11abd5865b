/** What staff see before they save: the same search with and without a change. */
@NullMarked
package io.kontor.search.preview;

import org.jspecify.annotations.NullMarked;
