/** RocksDB: how it is set up, opened, read and written, and what its errors mean. */
@NullMarked
package io.bytebucket.engine.local.metadata.rocks;

import org.jspecify.annotations.NullMarked;
