/** A tiny module for the tests of the platform. */
@NullMarked
package io.kontor.letters;

import org.jspecify.annotations.NullMarked;
