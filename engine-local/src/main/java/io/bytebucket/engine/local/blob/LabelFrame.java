package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import java.nio.ByteBuffer;

/**
 * The {@value #LENGTH_BYTES} bytes between the label of a blob file and its footer. They stand
 * behind the label, so that a reader who knows the end of the file finds them.
 *
 * @param lengthBytes the length of the label
 * @param crc the CRC32C of the label
 */
record LabelFrame(int lengthBytes, int crc) {
  static final int LENGTH_BYTES = 2 * Integer.BYTES;

  /** The frame of that label. */
  static LabelFrame of(byte[] label) {
    return new LabelFrame(label.length, BlobFooter.crc(ByteBuffer.wrap(label)));
  }

  /** The frame as it is stored. */
  ByteBuffer encode() {
    return ByteBuffer.allocate(LENGTH_BYTES).putInt(lengthBytes).putInt(crc).flip();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when no label has that length
   */
  static LabelFrame decode(BlobId id, ByteBuffer bytes) {
    LabelFrame frame = new LabelFrame(bytes.getInt(), bytes.getInt());
    if (frame.lengthBytes < 0 || frame.lengthBytes > BlobStore.LABEL_LIMIT_BYTES) {
      throw CorruptBlob.of(id, "label length");
    }
    return frame;
  }
}
