package io.bytebucket.core.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The stored form of an inline blob: a version byte, the CRC32C of the bytes, and the bytes. An
 * engine may check its values itself, but this check does not rely on that.
 */
final class InlineBytes {
  private static final byte VERSION = 1;

  /** How many bytes stand before those of the blob. */
  static final int HEADER_BYTES = 1 + Integer.BYTES;

  private InlineBytes() {}

  static byte[] encode(byte[] bytes, int length) {
    return ByteBuffer.allocate(HEADER_BYTES + length)
        .put(VERSION)
        .putInt(crc(bytes, 0, length))
        .put(bytes, 0, length)
        .array();
  }

  /**
   * The bytes that {@link #encode} stored, as a view.
   *
   * @throws StoreException with {@link Failure.Corrupt} when they are not what was stored
   */
  static ByteBuffer decode(BlobId blob, byte[] value) {
    if (value.length < HEADER_BYTES || value[0] != VERSION) {
      throw corrupt(blob, "header");
    }
    int length = value.length - HEADER_BYTES;
    if (ByteBuffer.wrap(value).getInt(1) != crc(value, HEADER_BYTES, length)) {
      throw corrupt(blob, "checksum");
    }
    return ByteBuffer.wrap(value, HEADER_BYTES, length).slice();
  }

  static StoreException corrupt(BlobId blob, String detail) {
    return new StoreException(new Failure.Corrupt("inline blob", blob + " " + detail));
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
