/** What is heard of parcels on their way. */
@NullMarked
package io.kontor.fulfilment.tracking;

import org.jspecify.annotations.NullMarked;
