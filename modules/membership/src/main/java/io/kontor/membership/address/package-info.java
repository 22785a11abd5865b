@NullMarked
package io.kontor.membership.address;

import org.jspecify.annotations.NullMarked;
