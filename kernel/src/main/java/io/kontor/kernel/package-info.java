/** Words every module speaks: money, refusals, pages, ids, languages. No Spring, no business noun. */
@NullMarked
package io.kontor.kernel;

import org.jspecify.annotations.NullMarked;
