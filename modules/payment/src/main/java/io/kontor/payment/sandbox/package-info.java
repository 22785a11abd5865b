@NullMarked
package io.kontor.payment.sandbox;

import org.jspecify.annotations.NullMarked;
