@NullMarked
package io.kontor.identity.demo;

import org.jspecify.annotations.NullMarked;
