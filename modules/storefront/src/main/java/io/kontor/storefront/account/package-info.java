/** Signing in and up, and the pages of an account. */
@NullMarked
package io.kontor.storefront.account;

import org.jspecify.annotations.NullMarked;
