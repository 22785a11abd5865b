@NullMarked
package io.kontor.search;

import org.jspecify.annotations.NullMarked;
