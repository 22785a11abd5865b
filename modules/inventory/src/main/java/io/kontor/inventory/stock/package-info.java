@NullMarked
package io.kontor.inventory.stock;

import org.jspecify.annotations.NullMarked;
