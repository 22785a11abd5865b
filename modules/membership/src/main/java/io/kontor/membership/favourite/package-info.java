@NullMarked
package io.kontor.membership.favourite;

import org.jspecify.annotations.NullMarked;
