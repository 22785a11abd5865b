/** How Chinese sounds, in Latin letters. */
@NullMarked
package io.kontor.platform.pinyin;

import org.jspecify.annotations.NullMarked;
