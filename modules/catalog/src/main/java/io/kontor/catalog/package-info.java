@NullMarked
package io.kontor.catalog;

import org.jspecify.annotations.NullMarked;
