package io.bytebucket.core.blob;

import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.store.BlobId;
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

  /** Where the bytes are until a record names them. */
  private sealed interface Bytes {
    /** In memory, in the stored form of an inline blob. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
    record Inline(byte[] value) implements Bytes {}

    /** In the blob store, durable. */
    record Stored(PendingBlob pending) implements Bytes {}
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

  static ReceivedBody stored(PendingBlob pending, long sizeBytes, BodyDigests.Verified verified) {
    return new ReceivedBody(pending.blob(), sizeBytes, verified, new Bytes.Stored(pending));
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
      case Bytes.Stored(PendingBlob pending) -> pending.adopt(transaction);
    }
  }

  /**
   * Runs the commit whose record names the bytes. They are kept, or thrown away on closing, as
   * {@link PendingBlob#commit} says.
   *
   * @return what the commit returns
   */
  public <R> R commit(Supplier<R> commit) {
    return switch (bytes) {
      case Bytes.Inline _ -> commit.get();
      case Bytes.Stored(PendingBlob pending) -> pending.commit(commit);
    };
  }

  /** Throws the bytes away unless they are kept; idempotent. */
  @Override
  public void close() {
    if (bytes instanceof Bytes.Stored(PendingBlob pending)) {
      pending.close();
    }
  }
}
