@NullMarked
package io.kontor.payment.capture;

import org.jspecify.annotations.NullMarked;
