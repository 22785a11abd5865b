@NullMarked
package io.kontor.platform.database;

import org.jspecify.annotations.NullMarked;
