/** Many requests at the same moment, one trip to the database. */
@NullMarked
package io.kontor.platform.batch;

import org.jspecify.annotations.NullMarked;
