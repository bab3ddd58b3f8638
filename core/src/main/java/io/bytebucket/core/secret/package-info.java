/** Secrets as they are stored: encrypted with a key that the store does not have. */
@NullMarked
package io.bytebucket.core.secret;

import org.jspecify.annotations.NullMarked;
