@NullMarked
package io.kontor.identity.session;

import org.jspecify.annotations.NullMarked;
