package io.bytebucket.engine.memory;

import io.bytebucket.core.store.Engine;

/**
 * Both ports in memory. Durable only in the sense that {@link #reopen()} finds what was committed.
 * Thread-safe.
 */
public record MemoryEngine(
    MemoryMetadataStore metadata, MemoryBlobStore blobs, MemoryCheckpointer checkpointer)
    implements Engine {
  /** An engine of these two. */
  public MemoryEngine(MemoryMetadataStore metadata, MemoryBlobStore blobs) {
    this(metadata, blobs, new MemoryCheckpointer());
  }

  /** An empty engine. */
  public MemoryEngine() {
    this(new MemoryMetadataStore(), new MemoryBlobStore());
  }

  /** An empty engine that runs every change twice; see {@link MemoryMetadataStore}. */
  public static MemoryEngine thatRunsChangesTwice() {
    return new MemoryEngine(MemoryMetadataStore.thatRunsChangesTwice(), new MemoryBlobStore());
  }

  /** Closes this engine, as a crash would; the one returned finds all that was committed. */
  public MemoryEngine reopen() {
    return new MemoryEngine(metadata.reopen(), blobs.reopen());
  }

  /** Who opens it again cuts off who had it before. */
  @Override
  public boolean isExclusive() {
    return true;
  }

  @Override
  public void close() {
    metadata.close();
    blobs.close();
  }
}
