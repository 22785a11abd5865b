@NullMarked
package io.kontor.identity.password;

import org.jspecify.annotations.NullMarked;
