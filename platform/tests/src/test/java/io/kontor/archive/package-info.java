/** A tiny module for the tests of the platform. */
@NullMarked
package io.kontor.archive;

import org.jspecify.annotations.NullMarked;
