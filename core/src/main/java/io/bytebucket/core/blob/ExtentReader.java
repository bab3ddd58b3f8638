package io.bytebucket.core.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads back the bytes that extents name, each verified before it is handed on. Thread-safe. */
public final class ExtentReader {
  private final MetadataStore metadata;
  private final BlobStore blobs;

  /** A reader over these two stores. */
  public ExtentReader(MetadataStore metadata, BlobStore blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
  }

  /** A reader for who has no store: for a check of what is stored. */
  public static ExtentReader of(MetadataStore metadata, BlobStore blobs) {
    return new ExtentReader(metadata, blobs);
  }

  /** All bytes of an inline blob, as a view; fails as {@link #inline}. */
  public static ByteBuffer wholeInline(Snapshot snapshot, BlobId blob) {
    byte[] value =
        snapshot
            .get(Keyspace.inlineBytes(blob))
            .orElseThrow(() -> InlineBytes.corrupt(blob, "missing"));
    return InlineBytes.decode(blob, value);
  }

  /**
   * The bytes that an extent names of an inline blob, as a view.
   *
   * @throws StoreException with {@link Failure.Corrupt} when they are missing or not what was
   *     stored
   */
  public static ByteBuffer inline(Snapshot snapshot, Extent extent) {
    ByteBuffer bytes = wholeInline(snapshot, extent.blob());
    if (extent.offset() + extent.lengthBytes() > bytes.remaining()) {
      throw InlineBytes.corrupt(extent.blob(), "length");
    }
    return bytes.slice((int) extent.offset(), (int) extent.lengthBytes());
  }

  /**
   * Hands a range of the bytes that {@code extents} make up to {@code sink}.
   *
   * @param offset where the range starts
   * @param length how long it is; the range is inside the extents
   * @throws StoreException with {@link Failure.Corrupt} when bytes are missing or not what was
   *     stored
   * @throws IOException as thrown by {@code sink}
   */
  public void transfer(List<Extent> extents, long offset, long length, BlobReader.Sink sink)
      throws IOException {
    long start = 0;
    long end = offset + length;
    for (Extent extent : extents) {
      long from = Math.max(offset, start);
      long until = Math.min(end, start + extent.lengthBytes());
      if (from < until) {
        transfer(extent, from - start, until - from, sink);
      }
      start += extent.lengthBytes();
      if (start >= end) {
        return;
      }
    }
  }

  private void transfer(Extent extent, long offset, long length, BlobReader.Sink sink)
      throws IOException {
    switch (extent.placement()) {
      case INLINE -> {
        ByteBuffer bytes = metadata.read(snapshot -> inline(snapshot, extent));
        sink.accept(bytes.slice((int) offset, (int) length));
      }
      case STORED -> {
        try (BlobReader reader = blobs.open(extent.blob())) {
          requireLength(extent, reader);
          reader.transfer(extent.offset() + offset, length, sink);
        }
      }
    }
  }

  /**
   * Goes on if a blob is as long as an extent of it says.
   *
   * @param reader of the blob of the extent
   * @throws StoreException with {@link Failure.Corrupt}
   */
  public static void requireLength(Extent extent, BlobReader reader) {
    if (extent.offset() + extent.lengthBytes() > reader.lengthBytes()) {
      throw new StoreException(new Failure.Corrupt("blob", extent.blob() + " length"));
    }
  }
}
