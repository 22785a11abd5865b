@NullMarked
package io.kontor.platform.job;

import org.jspecify.annotations.NullMarked;
