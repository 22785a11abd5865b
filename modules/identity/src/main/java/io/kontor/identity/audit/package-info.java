@NullMarked
package io.kontor.identity.audit;

import org.jspecify.annotations.NullMarked;
