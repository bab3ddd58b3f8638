package io.bytebucket.core.blob;

import io.bytebucket.core.store.BlobId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out blob ids, each once, and remembers whether a blob may be left that no record names.
 * Thread-safe.
 */
public final class BlobIds {
  private final int start;
  private final AtomicLong sequence = new AtomicLong();
  private volatile boolean mayLeaveOrphans;

  /**
   * Ids of one start of a server.
   *
   * @param start the number of the start, taken durably and never taken before
   */
  public BlobIds(int start) {
    this.start = start;
  }

  /** The number of the start. */
  public int start() {
    return start;
  }

  /** An id that no blob has or had. */
  public BlobId next() {
    return new BlobId(start, sequence.getAndIncrement());
  }

  /** Notes that a blob under one of these ids may be left though no record names it. */
  void mayLeaveOrphan() {
    mayLeaveOrphans = true;
  }

  /** Whether a blob may be left that no record names; one of an upload under way is not meant. */
  public boolean mayLeaveOrphans() {
    return mayLeaveOrphans;
  }
}
