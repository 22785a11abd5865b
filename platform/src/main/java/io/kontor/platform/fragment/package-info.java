@NullMarked
package io.kontor.platform.fragment;

import org.jspecify.annotations.NullMarked;
