package io.bytebucket.core.checksum;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hasher64;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * The hashes of the xxHash family, with the seed 0. The result has its highest byte first, as
 * xxHash writes it.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash: canonical
 *     representation</a>
 */
final class XxHash {
  private XxHash() {}

  /** One of 64 bits. */
  static Hash of64(Hasher64 hasher) {
    HashStream64 stream = hasher.hashStream();
    return of(stream, () -> ByteBuffer.allocate(Long.BYTES).putLong(stream.getAsLong()).array());
  }

  /** One of 128 bits. */
  static Hash of128(Hasher128 hasher) {
    HashStream128 stream = hasher.hashStream();
    return of(
        stream,
        () -> {
          HashValue128 value = stream.get();
          return ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(value.getMostSignificantBits())
              .putLong(value.getLeastSignificantBits())
              .array();
        });
  }

  private static Hash of(HashStream64 stream, Supplier<byte[]> result) {
    return new Hash() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        stream.putBytes(bytes, offset, length);
      }

      @Override
      public byte[] finish() {
        return result.get();
      }
    };
  }
}
