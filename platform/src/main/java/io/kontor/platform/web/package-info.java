@NullMarked
package io.kontor.platform.web;

import org.jspecify.annotations.NullMarked;
