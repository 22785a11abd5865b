@NullMarked
package io.kontor.payment.callback;

import org.jspecify.annotations.NullMarked;
