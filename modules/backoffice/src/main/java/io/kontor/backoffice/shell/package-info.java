@NullMarked
package io.kontor.backoffice.shell;

import org.jspecify.annotations.NullMarked;
