@NullMarked
package io.kontor.testkit;

import org.jspecify.annotations.NullMarked;
