package io.bytebucket.core.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Transaction;
import java.util.function.Supplier;

/**
 * A blob that is durable, but that no record names yet. Used by one thread. Closing it without a
 * {@link #commit} deletes it.
 */
public final class PendingBlob implements AutoCloseable {
  private final BlobId blob;
  private final BlobStore blobs;
  private final BlobIds ids;
  private boolean adopted;
  private boolean kept;

  PendingBlob(BlobId blob, BlobStore blobs, BlobIds ids) {
    this.blob = blob;
    this.blobs = blobs;
    this.ids = ids;
  }

  /** Its id. */
  public BlobId blob() {
    return blob;
  }

  /** Makes the blob part of a commit whose record names it. */
  public void adopt(Transaction transaction) {
    adopted = true;
    BlobLedger.adoptStored(transaction, blob);
  }

  /**
   * Takes back what a run of the change did that may have come to nothing: a change that does not
   * always {@linkplain #adopt adopt} the blob begins with this, because it may run more than once.
   */
  public void disown() {
    adopted = false;
  }

  /**
   * Runs the commit whose record names the blob. If it succeeds, the blob is kept, unless the
   * commit did without it: it did not {@linkplain #adopt adopt} it. It is also kept if nobody knows
   * whether it succeeded: reading the record would not tell, because it may show what is not on
   * disk yet. A sweep then looks for it after this run of the server. In all other cases, closing
   * deletes it.
   *
   * @return what the commit returns
   */
  public <R> R commit(Supplier<R> commit) {
    try {
      R result = commit.get();
      kept = adopted;
      return result;
    } catch (RuntimeException e) {
      if (!(e instanceof StoreException known) || mayHaveCommitted(known.failure())) {
        kept = true;
        ids.mayLeaveOrphan();
      }
      throw e;
    }
  }

  /** Whether a commit with this failure may have happened nevertheless. */
  private static boolean mayHaveCommitted(Failure failure) {
    return failure instanceof Failure.OutcomeUnknown || failure instanceof Failure.EngineFault;
  }

  /** Deletes the blob unless it is kept; idempotent. */
  @Override
  public void close() {
    if (!kept) {
      kept = true;
      try {
        blobs.delete(blob);
      } catch (StoreException e) {
        ids.mayLeaveOrphan();
        throw e;
      }
    }
  }
}
