/** The demo shop's goods. */
@NullMarked
package io.kontor.catalog.demo;

import org.jspecify.annotations.NullMarked;
