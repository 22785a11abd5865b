@NullMarked
package io.kontor.platform.accesslog;

import org.jspecify.annotations.NullMarked;
