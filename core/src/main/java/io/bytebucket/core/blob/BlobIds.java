package io.bytebucket.core.blob;

import io.bytebucket.core.store.BlobId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out blob ids, each of them once, and remembers whether there may be a blob left over that
 * no record names. Thread-safe.
 */
public final class BlobIds {
  private volatile Sequence sequence;
  private volatile boolean mayLeaveOrphans;

  private record Sequence(int start, AtomicLong next) {}

  /**
   * Ids of one start of a server.
   *
   * @param start the number of the start, which is durable and which no other start has
   */
  public BlobIds(int start) {
    this.sequence = new Sequence(start, new AtomicLong());
  }

  /** Goes on as another start, of which the same holds. */
  public void continueAs(int start) {
    sequence = new Sequence(start, new AtomicLong());
  }

  /** The number of the start. */
  public int start() {
    return sequence.start();
  }

  /** An id that no blob has, or ever had. */
  public BlobId next() {
    Sequence current = sequence;
    return new BlobId(current.start(), current.next().getAndIncrement());
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
