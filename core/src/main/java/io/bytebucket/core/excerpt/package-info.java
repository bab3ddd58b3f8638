/** A store with a part of what another one holds. */
@NullMarked
package io.bytebucket.core.excerpt;

import org.jspecify.annotations.NullMarked;
