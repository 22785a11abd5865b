/** What only the whole house can show: borders, access, the first sale, two processes, the browser. */
@NullMarked
package io.kontor.app;

import org.jspecify.annotations.NullMarked;
