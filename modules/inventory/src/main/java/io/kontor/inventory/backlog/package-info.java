@NullMarked
package io.kontor.inventory.backlog;

import org.jspecify.annotations.NullMarked;
