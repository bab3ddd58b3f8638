/** Backups of a data directory: making, listing, checking, thinning out and restoring them. */
@NullMarked
package io.bytebucket.server.backup;

import org.jspecify.annotations.NullMarked;
