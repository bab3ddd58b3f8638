/**
 * The metadata port on RocksDB. Callers run their changes on a view; {@link
 * io.bytebucket.engine.local.metadata.commit.Committer one thread} merges what waits into one
 * synced write, and answers them.
 */
@NullMarked
package io.bytebucket.engine.local.metadata;

import org.jspecify.annotations.NullMarked;
