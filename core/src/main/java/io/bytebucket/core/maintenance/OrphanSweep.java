package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the blobs that no record names, because a crash cut their upload short. It looks only at
 * blobs of starts that are over, so it never touches an upload that is under way. It is needed only
 * after a run that did not end in order.
 */
public final class OrphanSweep {
  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final IntPredicate isStartOver;

  /**
   * A sweep over these stores.
   *
   * @param isStartOver whether the server of that start is known to have ended
   */
  public OrphanSweep(MetadataStore metadata, BlobStore blobs, IntPredicate isStartOver) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.isStartOver = isStartOver;
  }

  /**
   * Looks at every blob once, with one look-up for each, and notes durably that it did.
   *
   * @return how many blobs were deleted
   * @throws StoreException when a blob could not be looked at or deleted; all others have been
   *     dealt with by then, and a sweep is still due
   */
  public int sweep() {
    AtomicInteger deleted = new AtomicInteger();
    AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
    blobs.forEach(blob -> {
      try {
        if (isStartOver.test(blob.start()) && isOrphan(blob)) {
          blobs.delete(blob);
          deleted.incrementAndGet();
        }
      } catch (StoreException e) {
        failure.set(e);
      }
    });
    StoreException last = failure.get();
    if (last != null) {
      throw last;
    }
    Starts.sweepEnded(metadata);
    return deleted.get();
  }

  private boolean isOrphan(BlobId blob) {
    return metadata.read(snapshot -> !BlobLedger.isAccountedFor(snapshot, blob));
  }
}
