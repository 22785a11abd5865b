@NullMarked
package io.kontor.platform.event;

import org.jspecify.annotations.NullMarked;
