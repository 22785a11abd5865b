@NullMarked
package io.kontor.platform.idempotency;

import org.jspecify.annotations.NullMarked;
