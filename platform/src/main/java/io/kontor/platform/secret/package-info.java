@NullMarked
package io.kontor.platform.secret;

import org.jspecify.annotations.NullMarked;
