@NullMarked
package io.kontor.identity;

import org.jspecify.annotations.NullMarked;
