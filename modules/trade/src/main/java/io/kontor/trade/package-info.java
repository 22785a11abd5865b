@NullMarked
package io.kontor.trade;

import org.jspecify.annotations.NullMarked;
