@NullMarked
package io.kontor.platform.remote;

import org.jspecify.annotations.NullMarked;
