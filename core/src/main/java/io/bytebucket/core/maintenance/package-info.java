/**
 * What the store does for itself: small loops, bounded in each round, that clean up what commits
 * and crashes left behind.
 */
@NullMarked
package io.bytebucket.core.maintenance;

import org.jspecify.annotations.NullMarked;
