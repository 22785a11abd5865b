@NullMarked
package io.kontor.fulfilment.delivery;

import org.jspecify.annotations.NullMarked;
