/** What staff decide about search, kept and made ready to be asked. */
@NullMarked
package io.kontor.search.tuning;

import org.jspecify.annotations.NullMarked;
