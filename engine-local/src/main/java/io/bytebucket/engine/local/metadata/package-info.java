/**
 * The metadata port on RocksDB. Callers run their transactions on a snapshot; {@link
 * io.bytebucket.engine.local.metadata.Committer one thread} decides, merges what waits into one
 * synced write, and wakes them.
 */
@NullMarked
package io.bytebucket.engine.local.metadata;

import org.jspecify.annotations.NullMarked;
