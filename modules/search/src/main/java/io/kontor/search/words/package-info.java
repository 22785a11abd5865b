@NullMarked
package io.kontor.search.words;

import org.jspecify.annotations.NullMarked;
