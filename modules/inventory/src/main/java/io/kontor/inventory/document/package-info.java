@NullMarked
package io.kontor.inventory.document;

import org.jspecify.annotations.NullMarked;
