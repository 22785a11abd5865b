@NullMarked
package io.kontor.payment.unanswered;

import org.jspecify.annotations.NullMarked;
