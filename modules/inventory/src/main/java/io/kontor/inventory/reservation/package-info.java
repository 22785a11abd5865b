@NullMarked
package io.kontor.inventory.reservation;

import org.jspecify.annotations.NullMarked;
