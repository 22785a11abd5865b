@NullMarked
package io.kontor.inventory.location;

import org.jspecify.annotations.NullMarked;
