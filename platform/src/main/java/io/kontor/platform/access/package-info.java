@NullMarked
package io.kontor.platform.access;

import org.jspecify.annotations.NullMarked;
