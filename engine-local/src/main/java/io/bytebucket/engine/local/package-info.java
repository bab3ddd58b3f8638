/** The two ports of the core on one machine: RocksDB for metadata, plain files for bytes. */
@NullMarked
package io.bytebucket.engine.local;

import org.jspecify.annotations.NullMarked;
