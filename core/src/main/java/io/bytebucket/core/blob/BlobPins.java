package io.bytebucket.core.blob;

import io.bytebucket.core.store.BlobId;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The blobs that are being read in this process, so that garbage collection leaves them alone until
 * the reading is over. Thread-safe; bounded by the requests under way and the extents of an object.
 *
 * <p>A reader pins, then looks at the object's record once more: if it still names the blobs, their
 * deletion commits later, and the collector, which looks here after that commit, sees the pins.
 */
public final class BlobPins {
  private final ConcurrentMap<BlobId, Integer> readers = new ConcurrentHashMap<>();

  /** Counts one reader of each of these blobs. */
  public void pin(Collection<BlobId> blobs) {
    blobs.forEach(blob -> readers.merge(blob, 1, Integer::sum));
  }

  /** Takes back one {@link #pin} of the same blobs. */
  public void unpin(Collection<BlobId> blobs) {
    blobs.forEach(
        blob -> readers.computeIfPresent(blob, (key, count) -> count == 1 ? null : count - 1));
  }

  /** Whether somebody reads the blob. */
  public boolean isPinned(BlobId blob) {
    return readers.containsKey(blob);
  }
}
