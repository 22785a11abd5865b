@NullMarked
package io.kontor.identity.throttle;

import org.jspecify.annotations.NullMarked;
