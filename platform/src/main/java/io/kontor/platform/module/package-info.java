@NullMarked
package io.kontor.platform.module;

import org.jspecify.annotations.NullMarked;
