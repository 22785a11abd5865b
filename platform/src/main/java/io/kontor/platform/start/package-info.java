@NullMarked
package io.kontor.platform.start;

import org.jspecify.annotations.NullMarked;
