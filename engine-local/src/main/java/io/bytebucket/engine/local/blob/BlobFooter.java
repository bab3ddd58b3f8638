package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The last {@value #LENGTH_BYTES} bytes of a blob file. A file without it was never committed.
 *
 * @param isLabelled whether a {@link LabelFrame} and a label stand before it, which is so since
 *     version 2
 * @param lengthBytes the length of the blob, which stands at the start of the file
 * @param trailerCrc the CRC32C of the trailer, which stands between the blob and the footer
 */
record BlobFooter(boolean isLabelled, long lengthBytes, int trailerCrc) {
  static final int LENGTH_BYTES = 44;

  private static final byte[] MAGIC = {'B', 'B', 'B', 'L', 'O', 'B'};
  private static final short VERSION = 2;
  private static final short WITHOUT_LABEL = 1;

  /** None yet. A blob with a flag that a reader does not know is not for this reader. */
  private static final int FLAGS = 0;

  private static final int CHECKED_BYTES = LENGTH_BYTES - Integer.BYTES;

  /** How many blocks the blob has. */
  long blocks() {
    return Math.ceilDiv(lengthBytes, BlobStore.BLOCK_BYTES);
  }

  /** The length of the trailer: one CRC32C for each block. */
  long trailerBytes() {
    return blocks() * Integer.BYTES;
  }

  /** Where the trailer ends in the file, and the label begins if there is one. */
  long trailerEnd() {
    return lengthBytes + trailerBytes();
  }

  /**
   * The length of the file.
   *
   * @param frame of its label, if it has one
   */
  long fileBytes(Optional<LabelFrame> frame) {
    return trailerEnd()
        + frame.map(one -> (long) one.lengthBytes() + LabelFrame.LENGTH_BYTES).orElse(0L)
        + LENGTH_BYTES;
  }

  /**
   * The footer as it is stored.
   *
   * @param id whose bytes these are, so that a file under a wrong name is noticed
   */
  ByteBuffer encode(BlobId id) {
    ByteBuffer out = ByteBuffer.allocate(LENGTH_BYTES);
    out.put(MAGIC)
        .putShort(isLabelled ? VERSION : WITHOUT_LABEL)
        .putInt(FLAGS)
        .putInt(BlobStore.BLOCK_BYTES);
    out.putLong(lengthBytes).put(id.toBytes()).putInt(trailerCrc);
    return out.putInt(crc(out.slice(0, CHECKED_BYTES))).flip();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param bytes as many as a footer has
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when it is not the footer of that blob, or none
   *     that this version understands
   */
  static BlobFooter decode(BlobId id, ByteBuffer bytes) {
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    require(id, Arrays.equals(magic, MAGIC), "footer missing");
    require(id, bytes.getInt(CHECKED_BYTES) == crc(bytes.slice(0, CHECKED_BYTES)), "footer crc");
    short version = bytes.getShort();
    require(id, version == VERSION || version == WITHOUT_LABEL, "footer version");
    require(id, bytes.getInt() == FLAGS, "footer flags");
    require(id, bytes.getInt() == BlobStore.BLOCK_BYTES, "footer block size");
    long lengthBytes = bytes.getLong();
    byte[] storedId = new byte[BlobId.LENGTH_BYTES];
    bytes.get(storedId);
    require(id, Arrays.equals(storedId, id.toBytes()), "footer of another blob");
    return new BlobFooter(version == VERSION, lengthBytes, bytes.getInt());
  }

  /** The CRC32C of the remaining bytes. */
  static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static void require(BlobId id, boolean holds, String otherwise) {
    if (!holds) {
      throw CorruptBlob.of(id, otherwise);
    }
  }
}
