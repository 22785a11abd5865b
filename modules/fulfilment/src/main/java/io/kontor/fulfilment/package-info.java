@NullMarked
package io.kontor.fulfilment;

import org.jspecify.annotations.NullMarked;
