@NullMarked
package io.kontor.app;

import org.jspecify.annotations.NullMarked;
