@NullMarked
package io.kontor.payment.call;

import org.jspecify.annotations.NullMarked;
