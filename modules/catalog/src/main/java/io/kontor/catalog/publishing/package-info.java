/** Products on staff's side: the list, the sheet, drafts and their review, what is on sale, and the versions that were. */
@NullMarked
package io.kontor.catalog.publishing;

import org.jspecify.annotations.NullMarked;
