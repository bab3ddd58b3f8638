package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What stands at the end of an open blob file: the checksums of its blocks, and its label. Used by
 * one thread.
 *
 * <p>One read at opening takes the footer, a usual label, and as much of the trailer as {@value
 * #WINDOW_BYTES} bytes hold, which is all of it for blobs up to 64 MiB; of a longer trailer only
 * the windows that are asked for are read. The label itself is looked at only when it is asked for.
 */
final class BlobTrailer {
  private static final int WINDOW_BYTES = 4 << 10;
  private static final int WINDOW_BLOCKS = WINDOW_BYTES / Integer.BYTES;

  /** A label of this length is read along: most say a key and a few short fields. */
  private static final int USUAL_LABEL_BYTES = 1 << 10;

  private static final int TAIL_BYTES =
      WINDOW_BYTES + USUAL_LABEL_BYTES + LabelFrame.LENGTH_BYTES + BlobFooter.LENGTH_BYTES;

  private final BlobId id;
  private final DiskFile file;
  private final BlobFooter footer;
  private final Optional<LabelFrame> frame;
  private ByteBuffer window;
  private long windowStart;

  private BlobTrailer(
      BlobId id, DiskFile file, BlobFooter footer, Optional<LabelFrame> frame, ByteBuffer window) {
    this.id = id;
    this.file = file;
    this.footer = footer;
    this.frame = frame;
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
    int tailBytes = (int) Math.min(fileBytes, TAIL_BYTES);
    long tailStart = fileBytes - tailBytes;
    int beforeFooter = tailBytes - BlobFooter.LENGTH_BYTES;
    ByteBuffer tail = ByteBuffer.allocate(tailBytes);
    if (beforeFooter < 0 || !file.readFully(tail, tailStart)) {
      throw CorruptBlob.of(id, "footer missing");
    }
    BlobFooter footer = BlobFooter.decode(id, tail.slice(beforeFooter, BlobFooter.LENGTH_BYTES));
    Optional<LabelFrame> frame =
        footer.isLabelled() ? Optional.of(frame(id, tail, beforeFooter)) : Optional.empty();
    if (footer.fileBytes(frame) != fileBytes) {
      throw CorruptBlob.of(id, "file length");
    }
    int windowBytes = (int) Math.min(footer.trailerBytes(), WINDOW_BYTES);
    long windowAt = footer.trailerEnd() - windowBytes;
    ByteBuffer window =
        windowAt >= tailStart
            ? tail.slice((int) (windowAt - tailStart), windowBytes)
            : readTrailer(id, file, windowAt, windowBytes);
    // The checksums of a longer trailer are vouched for by the blocks that they match.
    if (windowBytes == footer.trailerBytes()
        && BlobFooter.crc(window.duplicate()) != footer.trailerCrc()) {
      throw CorruptBlob.of(id, "trailer crc");
    }
    return new BlobTrailer(id, file, footer, frame, window);
  }

  private static LabelFrame frame(BlobId id, ByteBuffer tail, int beforeFooter) {
    if (beforeFooter < LabelFrame.LENGTH_BYTES) {
      throw CorruptBlob.of(id, "label missing");
    }
    return LabelFrame.decode(
        id, tail.slice(beforeFooter - LabelFrame.LENGTH_BYTES, LabelFrame.LENGTH_BYTES));
  }

  private static ByteBuffer readTrailer(BlobId id, DiskFile file, long at, int lengthBytes)
      throws IOException {
    ByteBuffer read = ByteBuffer.allocate(lengthBytes);
    if (!file.readFully(read, at)) {
      throw CorruptBlob.of(id, "trailer missing");
    }
    return read.flip();
  }

  /**
   * The label; empty when the file has none.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when it is not what was written
   */
  byte[] label() throws IOException {
    if (frame.isEmpty()) {
      return BlobStore.NO_LABEL;
    }
    byte[] label = new byte[frame.get().lengthBytes()];
    if (!file.readFully(ByteBuffer.wrap(label), footer.trailerEnd())
        || !LabelFrame.of(label).equals(frame.get())) {
      throw CorruptBlob.of(id, "label crc");
    }
    return label;
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
    window =
        readTrailer(id, file, footer.lengthBytes() + block * Integer.BYTES, blocks * Integer.BYTES);
    windowStart = block;
  }
}
