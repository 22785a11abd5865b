@NullMarked
package io.kontor.membership;

import org.jspecify.annotations.NullMarked;
