@NullMarked
package io.kontor.platform.health;

import org.jspecify.annotations.NullMarked;
