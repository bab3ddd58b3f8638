/** What the store does for itself: small bounded loops that follow what commits left behind. */
@NullMarked
package io.bytebucket.core.maintenance;

import org.jspecify.annotations.NullMarked;
