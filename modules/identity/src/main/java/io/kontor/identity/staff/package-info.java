@NullMarked
package io.kontor.identity.staff;

import org.jspecify.annotations.NullMarked;
