@NullMarked
package io.kontor.identity.account;

import org.jspecify.annotations.NullMarked;
