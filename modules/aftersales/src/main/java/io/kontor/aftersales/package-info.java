@NullMarked
package io.kontor.aftersales;

import org.jspecify.annotations.NullMarked;
