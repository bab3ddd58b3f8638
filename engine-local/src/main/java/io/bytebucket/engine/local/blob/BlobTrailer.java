package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The checksums at the end of an open blob file. Used by one thread.
 *
 * <p>One read at opening takes the footer and as much of the trailer as {@value #WINDOW_BYTES}
 * bytes hold, which is all of it for blobs up to 64 MiB; of a longer trailer only the windows that
 * are asked for are read.
 */
final class BlobTrailer {
  private static final int WINDOW_BYTES = 4 << 10;
  private static final int WINDOW_BLOCKS = WINDOW_BYTES / Integer.BYTES;

  private final BlobId id;
  private final DiskFile file;
  private final BlobFooter footer;
  private ByteBuffer window;
  private long windowStart;

  private BlobTrailer(BlobId id, DiskFile file, BlobFooter footer, ByteBuffer window) {
    this.id = id;
    this.file = file;
    this.footer = footer;
    this.window = window;
    this.windowStart = footer.blocks() - window.remaining() / Integer.BYTES;
  }

  /**
   * Reads the end of a blob file.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when that is damaged
   */
  static BlobTrailer read(BlobId id, DiskFile file) throws IOException {
    long fileBytes = file.lengthBytes();
    int tailBytes = (int) Math.min(fileBytes, WINDOW_BYTES + BlobFooter.LENGTH_BYTES);
    int beforeFooter = tailBytes - BlobFooter.LENGTH_BYTES;
    ByteBuffer tail = ByteBuffer.allocate(tailBytes);
    if (beforeFooter < 0 || !file.readFully(tail, fileBytes - tailBytes)) {
      throw CorruptBlob.of(id, "footer missing");
    }
    BlobFooter footer = BlobFooter.decode(id, tail.slice(beforeFooter, BlobFooter.LENGTH_BYTES));
    if (footer.fileBytes() != fileBytes) {
      throw CorruptBlob.of(id, "file length");
    }
    int windowBytes = (int) Math.min(footer.trailerBytes(), WINDOW_BYTES);
    ByteBuffer window = tail.slice(beforeFooter - windowBytes, windowBytes);
    // The checksums of a longer trailer are vouched for by the blocks that they match.
    if (windowBytes == footer.trailerBytes()
        && BlobFooter.crc(window.duplicate()) != footer.trailerCrc()) {
      throw CorruptBlob.of(id, "trailer crc");
    }
    return new BlobTrailer(id, file, footer, window);
  }

  /** The length of the blob in bytes. */
  long blobBytes() {
    return footer.lengthBytes();
  }

  /** What tells the blob from others that are called the same. */
  BlobMark mark() {
    return new BlobMark(footer.lengthBytes(), footer.trailerCrc());
  }

  /** The CRC32C that the block had when it was written. */
  int crcOf(long block) throws IOException {
    if (block < windowStart || block >= windowStart + window.limit() / Integer.BYTES) {
      moveWindowTo(block);
    }
    return window.getInt((int) (block - windowStart) * Integer.BYTES);
  }

  private void moveWindowTo(long block) throws IOException {
    int blocks = (int) Math.min(WINDOW_BLOCKS, footer.blocks() - block);
    ByteBuffer next = ByteBuffer.allocate(blocks * Integer.BYTES);
    if (!file.readFully(next, footer.lengthBytes() + block * Integer.BYTES)) {
      throw CorruptBlob.of(id, "trailer missing");
    }
    window = next.flip();
    windowStart = block;
  }
}
