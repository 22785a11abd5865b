/** The machinery every module stands on. It knows no business noun. */
@NullMarked
package io.kontor.platform;

import org.jspecify.annotations.NullMarked;
