@NullMarked
package io.kontor.platform.template;

import org.jspecify.annotations.NullMarked;
