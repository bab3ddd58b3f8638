package io.bytebucket.core.blob;

import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Transaction;
import java.util.List;
import java.util.function.Supplier;

/**
 * A body that arrived completely and as claimed, but that no record names yet. Used by one thread.
 * Closing it without a {@link #commit} throws its bytes away.
 */
public final class ReceivedBody implements AutoCloseable {
  private final BlobId blob;
  private final long sizeBytes;
  private final BodyDigests.Verified verified;
  private final Bytes bytes;
  private boolean kept;

  /** Where the bytes are until a record names them. */
  private sealed interface Bytes {
    /** In memory, in the stored form of an inline blob. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
    record Inline(byte[] value) implements Bytes {}

    /** In the blob store, durable. */
    record Stored(BlobStore blobs, BlobIds ids) implements Bytes {}
  }

  private ReceivedBody(BlobId blob, long sizeBytes, BodyDigests.Verified verified, Bytes bytes) {
    this.blob = blob;
    this.sizeBytes = sizeBytes;
    this.verified = verified;
    this.bytes = bytes;
  }

  static ReceivedBody inline(BlobId blob, byte[] body, int length, BodyDigests.Verified verified) {
    return new ReceivedBody(
        blob, length, verified, new Bytes.Inline(InlineBytes.encode(blob, body, length)));
  }

  static ReceivedBody stored(
      BlobId blob, long sizeBytes, BodyDigests.Verified verified, BlobStore blobs, BlobIds ids) {
    return new ReceivedBody(blob, sizeBytes, verified, new Bytes.Stored(blobs, ids));
  }

  /** The length in bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** The 16 bytes of the MD5; the caller must not change them. */
  public byte[] md5() {
    return verified.md5();
  }

  /** The checksum that was asked for. */
  public Checksum checksum() {
    return verified.checksum();
  }

  /** The extents that a record uses to name these bytes; none when there are no bytes. */
  public List<Extent> extents() {
    if (sizeBytes == 0) {
      return List.of();
    }
    Extent.Placement placement =
        switch (bytes) {
          case Bytes.Inline inline -> Extent.Placement.INLINE;
          case Bytes.Stored stored -> Extent.Placement.STORED;
        };
    return List.of(new Extent(placement, blob, 0, sizeBytes));
  }

  /** Makes the bytes part of a commit whose record names {@link #extents()}. */
  public void adopt(Transaction transaction) {
    if (sizeBytes == 0) {
      return;
    }
    switch (bytes) {
      case Bytes.Inline(byte[] value) -> BlobLedger.adoptInline(transaction, blob, value);
      case Bytes.Stored stored -> BlobLedger.adoptStored(transaction, blob);
    }
  }

  /**
   * Runs the commit whose record names the bytes. If it succeeds, the bytes are kept. They are also
   * kept if nobody knows whether it succeeded: reading the record would not tell, because it may
   * show what is not on disk yet. A sweep then looks for them after this run of the server. In all
   * other cases, closing throws the bytes away.
   *
   * @return what the commit returns
   */
  public <R> R commit(Supplier<R> commit) {
    try {
      R result = commit.get();
      kept = true;
      return result;
    } catch (RuntimeException e) {
      if (!(e instanceof StoreException known) || mayHaveCommitted(known.failure())) {
        keepInDoubt();
      }
      throw e;
    }
  }

  /** Whether a commit with this failure may have happened nevertheless. */
  private static boolean mayHaveCommitted(Failure failure) {
    return failure instanceof Failure.OutcomeUnknown || failure instanceof Failure.EngineFault;
  }

  private void keepInDoubt() {
    kept = true;
    if (bytes instanceof Bytes.Stored(BlobStore _, BlobIds ids)) {
      ids.mayLeaveOrphan();
    }
  }

  /** Throws the bytes away unless they are kept; idempotent. */
  @Override
  public void close() {
    if (!kept && bytes instanceof Bytes.Stored(BlobStore blobs, BlobIds ids)) {
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
