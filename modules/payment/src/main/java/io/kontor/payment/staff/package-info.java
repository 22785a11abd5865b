@NullMarked
package io.kontor.payment.staff;

import org.jspecify.annotations.NullMarked;
