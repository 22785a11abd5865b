@NullMarked
package io.kontor.search.index;

import org.jspecify.annotations.NullMarked;
