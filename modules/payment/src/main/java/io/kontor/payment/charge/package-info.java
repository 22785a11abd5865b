@NullMarked
package io.kontor.payment.charge;

import org.jspecify.annotations.NullMarked;
