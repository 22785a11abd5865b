@NullMarked
package io.kontor.inventory;

import org.jspecify.annotations.NullMarked;
