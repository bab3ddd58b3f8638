package io.bytebucket.core.blob;

import io.bytebucket.core.store.BlobId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out blob ids, each of them once, and remembers whether there may be a blob left over that
 * no record names. Thread-safe.
 */
public final class BlobIds {
  private final int start;
  private final AtomicLong sequence = new AtomicLong();
  private volatile boolean mayLeaveOrphans;

  /**
   * Ids of one start of a server.
   *
   * @param start the number of the start, which is durable and which no other start has
   */
  public BlobIds(int start) {
    this.start = start;
  }

  /** The number of the start. */
  public int start() {
    return start;
  }

  /** An id that no blob has, or ever had. */
  public BlobId next() {
    return new BlobId(start, sequence.getAndIncrement());
  }

  /**
   * Notes that there may be a blob left over with one of these ids, although no record names it.
   */
  void mayLeaveOrphan() {
    mayLeaveOrphans = true;
  }

  /**
   * Whether there may be a blob left over that no record names. The blobs of uploads that are under
   * way do not count.
   */
  public boolean mayLeaveOrphans() {
    return mayLeaveOrphans;
  }
}
