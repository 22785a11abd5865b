@NullMarked
package io.kontor.fulfilment.shipment;

import org.jspecify.annotations.NullMarked;
