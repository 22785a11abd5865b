/** What can be known of a picture before anything of it is decoded. */
@NullMarked
package io.kontor.platform.picture;

import org.jspecify.annotations.NullMarked;
