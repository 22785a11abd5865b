@NullMarked
package io.kontor.platform.cache;

import org.jspecify.annotations.NullMarked;
