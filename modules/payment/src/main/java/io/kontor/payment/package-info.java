@NullMarked
package io.kontor.payment;

import org.jspecify.annotations.NullMarked;
