@NullMarked
package io.kontor.backoffice;

import org.jspecify.annotations.NullMarked;
