@NullMarked
package io.kontor.search.suggest;

import org.jspecify.annotations.NullMarked;
