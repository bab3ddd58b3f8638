package io.bytebucket.core.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The stored form of an inline blob: a version byte, the CRC32C of the blob's id and its bytes, and
 * the bytes. So bytes that came to stand under the id of another blob are never taken for its own.
 * In version 1 the id was not among what is summed up. An engine may check its values itself, but
 * this check does not rely on that.
 */
final class InlineBytes {
  private static final byte VERSION = 2;
  private static final byte WITHOUT_ID = 1;

  /** How many bytes stand before those of the blob. */
  static final int HEADER_BYTES = 1 + Integer.BYTES;

  private InlineBytes() {}

  static byte[] encode(BlobId blob, byte[] bytes, int length) {
    return ByteBuffer.allocate(HEADER_BYTES + length)
        .put(VERSION)
        .putInt(crc(ofBlob(blob), bytes, 0, length))
        .put(bytes, 0, length)
        .array();
  }

  /**
   * The bytes that {@link #encode} stored, as a view.
   *
   * @throws StoreException with {@link Failure.Corrupt} when they are not what was stored
   */
  static ByteBuffer decode(BlobId blob, byte[] value) {
    if (value.length < HEADER_BYTES) {
      throw corrupt(blob, "header");
    }
    CRC32C begun =
        switch (value[0]) {
          case VERSION -> ofBlob(blob);
          case WITHOUT_ID -> new CRC32C();
          default -> throw corrupt(blob, "header");
        };
    int length = value.length - HEADER_BYTES;
    if (ByteBuffer.wrap(value).getInt(1) != crc(begun, value, HEADER_BYTES, length)) {
      throw corrupt(blob, "checksum");
    }
    return ByteBuffer.wrap(value, HEADER_BYTES, length).slice();
  }

  static StoreException corrupt(BlobId blob, String detail) {
    return new StoreException(new Failure.Corrupt("inline blob", blob + " " + detail));
  }

  private static CRC32C ofBlob(BlobId blob) {
    CRC32C crc = new CRC32C();
    crc.update(blob.toBytes(), 0, BlobId.LENGTH_BYTES);
    return crc;
  }

  private static int crc(CRC32C begun, byte[] bytes, int offset, int length) {
    begun.update(bytes, offset, length);
    return (int) begun.getValue();
  }
}
