@NullMarked
package io.kontor.search.find;

import org.jspecify.annotations.NullMarked;
