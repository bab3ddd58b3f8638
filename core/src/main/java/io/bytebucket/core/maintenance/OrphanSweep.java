package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the blobs that no record names, because their server died during the upload. It looks
 * only at blobs of starts that are over: no commit can name these any more, so it never harms an
 * upload that is under way. It is needed only after a run that did not end in order.
 *
 * <p>What it finds has no reference record. That alone is not believed: such a record may be lost,
 * and an object may name the blob all the same. So before anything is deleted, the records
 * themselves are asked, with a walk through all of them for some ten thousands of blobs; where
 * nothing was found there is no walk.
 */
public final class OrphanSweep {
  /** How many blobs are looked up at once. */
  private static final int BATCH = 256;

  /** For how many blobs the records are walked through once. */
  private static final int CANDIDATES_MAX = 50_000;

  private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final Needed needed;

  /** Says which blobs records name, whatever is counted of them. */
  @FunctionalInterface
  public interface Needed {
    /** Those of these blobs that some record names, or may name. */
    Set<BlobId> among(Set<BlobId> blobs);
  }

  /** A sweep over these stores. */
  public OrphanSweep(MetadataStore metadata, BlobStore blobs, Needed needed) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.needed = needed;
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
    private final Set<BlobId> candidates = new HashSet<>();
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
        candidates.addAll(
            metadata.<List<BlobId>>read(snapshot -> BlobLedger.unaccounted(snapshot, batch)));
        if (candidates.size() >= CANDIDATES_MAX) {
          deleteUnneeded();
        }
      } catch (StoreException e) {
        failure = e;
      }
      batch.clear();
    }

    private void deleteUnneeded() {
      if (candidates.isEmpty()) {
        return;
      }
      try {
        Set<BlobId> kept = needed.among(candidates);
        if (!kept.isEmpty()) {
          LOG.atError()
              .addKeyValue("blobs", kept.size())
              .log(
                  "blobs without a reference record stay, because records name them, or cannot be"
                      + " read: 'bytebucket check' says more");
        }
        candidates.stream().filter(blob -> !kept.contains(blob)).forEach(this::attempt);
      } catch (StoreException e) {
        failure = e;
      }
      candidates.clear();
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
      deleteUnneeded();
      if (failure != null) {
        throw failure;
      }
      Starts.sweepEnded(metadata, over);
      return deleted;
    }
  }
}
