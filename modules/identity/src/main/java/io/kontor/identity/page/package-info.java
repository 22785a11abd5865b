/** Sign-in, sign-up and account on the shop's pages. */
@NullMarked
package io.kontor.identity.page;

import org.jspecify.annotations.NullMarked;
