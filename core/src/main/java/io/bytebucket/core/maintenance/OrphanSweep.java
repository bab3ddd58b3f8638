package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the blobs that no record names, because their server died during the upload. It looks
 * only at blobs of starts that are over: no commit can name these any more, so it never harms an
 * upload that is under way. It is needed only after a run that did not end in order.
 */
public final class OrphanSweep {
  /** How many blobs are looked up at once. */
  private static final int BATCH = 256;

  private final MetadataStore metadata;
  private final BlobStore blobs;

  /** A sweep over these stores. */
  public OrphanSweep(MetadataStore metadata, BlobStore blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
  }

  /**
   * Looks at every blob once, many with one look-up, and notes durably that it did.
   *
   * @return how many blobs were deleted
   * @throws StoreException when a blob could not be looked at or deleted; all others have been
   *     dealt with by then, and a sweep is still due
   */
  public int sweep() {
    Sweep sweep = new Sweep(metadata.read(Starts::over));
    blobs.forEach(sweep::look);
    return sweep.end();
  }

  /** One walk through the blobs, by one thread. */
  private final class Sweep {
    private final Starts.Over over;
    private final List<BlobId> batch = new ArrayList<>(BATCH);
    private int deleted;
    private @Nullable StoreException failure;

    Sweep(Starts.Over over) {
      this.over = over;
    }

    void look(BlobId blob) {
      if (over.contains(blob.start())) {
        batch.add(blob);
        if (batch.size() == BATCH) {
          lookUp();
        }
      }
    }

    private void lookUp() {
      try {
        metadata
            .<List<BlobId>>read(snapshot -> BlobLedger.unaccounted(snapshot, batch))
            .forEach(this::attempt);
      } catch (StoreException e) {
        failure = e;
      }
      batch.clear();
    }

    private void attempt(BlobId orphan) {
      try {
        blobs.delete(orphan);
        deleted++;
      } catch (StoreException e) {
        failure = e;
      }
    }

    int end() {
      lookUp();
      if (failure != null) {
        throw failure;
      }
      Starts.sweepEnded(metadata, over);
      return deleted;
    }
  }
}
