@NullMarked
package io.kontor.payment.refund;

import org.jspecify.annotations.NullMarked;
