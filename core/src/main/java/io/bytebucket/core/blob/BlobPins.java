package io.bytebucket.core.blob;

import io.bytebucket.core.store.BlobId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The blobs that are being read in this process, so that garbage collection leaves them alone until
 * the reading is over, and since when there is reading, which is what other processes hear of it.
 * Thread-safe; bounded by the requests under way and the extents of an object.
 *
 * <p>A reader pins, then looks at the object's record once more: if it still names the blobs, their
 * deletion commits later, in this epoch or a later one, and the collector of this process, which
 * looks here after that commit, sees the pins.
 */
public final class BlobPins {
  private final ConcurrentMap<BlobId, Integer> readers = new ConcurrentHashMap<>();

  /** How many readers there are that began in an epoch; guarded by this. */
  private final NavigableMap<Long, Integer> readings = new TreeMap<>();

  /** How many holds there are that began in an epoch; guarded by this. */
  private final NavigableMap<Long, Integer> holds = new TreeMap<>();

  /** Guarded by this. */
  private int start;

  /** Guarded by this. */
  private long epoch;

  /** Somebody who reads. Used by one thread. */
  public final class Pin implements AutoCloseable {
    private final List<BlobId> blobs;
    private final int start;
    private final long epoch;
    private boolean closed;

    private Pin(List<BlobId> blobs, int start, long epoch) {
      this.blobs = blobs;
      this.start = start;
      this.epoch = epoch;
    }

    /** The start whose lease keeps the blobs. */
    public int start() {
      return start;
    }

    /** Ends the reading; idempotent. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        blobs.forEach(blob -> take(readers, blob));
        leave(epoch);
      }
    }
  }

  /** Says which start this process is, and which epoch has begun, durably. */
  public synchronized void enter(int newStart, long newEpoch) {
    start = newStart;
    epoch = newEpoch;
  }

  /** Which start this process is. */
  public synchronized int start() {
    return start;
  }

  /** The epoch in which the longest reading under way began; the present one when there is none. */
  public synchronized long readingSince() {
    return readings.isEmpty() ? epoch : readings.firstKey();
  }

  /** Counts one reader of these blobs. */
  public Pin pin(Collection<BlobId> blobs) {
    Pin pin = begin(List.copyOf(blobs));
    blobs.forEach(blob -> readers.merge(blob, 1, Integer::sum));
    return pin;
  }

  private synchronized Pin begin(List<BlobId> blobs) {
    readings.merge(epoch, 1, Integer::sum);
    return new Pin(blobs, start, epoch);
  }

  private synchronized void leave(long begunIn) {
    readings.computeIfPresent(begunIn, (key, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Keeps every blob that is let go from now on, until it is closed: for who reads a whole state of
   * the store. Closing is idempotent, and may be done by another thread.
   */
  public synchronized Hold hold() {
    holds.merge(epoch, 1, Integer::sum);
    return new Hold(begin(List.of()), epoch);
  }

  /** What a state of the store as a whole is kept by. */
  public final class Hold implements AutoCloseable {
    private final Pin reading;
    private final long epoch;
    private boolean isOver;

    private Hold(Pin reading, long epoch) {
      this.reading = reading;
      this.epoch = epoch;
    }

    @Override
    public void close() {
      synchronized (BlobPins.this) {
        if (!isOver) {
          isOver = true;
          holds.computeIfPresent(epoch, (key, count) -> count == 1 ? null : count - 1);
          reading.close();
        }
      }
    }
  }

  /**
   * The epoch since which everything that was let go is kept by this process; {@link
   * Long#MAX_VALUE} when nothing is.
   */
  public synchronized long heldSince() {
    return holds.isEmpty() ? Long.MAX_VALUE : holds.firstKey();
  }

  private static void take(ConcurrentMap<BlobId, Integer> readers, BlobId blob) {
    readers.computeIfPresent(blob, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Whether somebody in this process reads the blob. */
  public boolean isPinned(BlobId blob) {
    return readers.containsKey(blob);
  }
}
