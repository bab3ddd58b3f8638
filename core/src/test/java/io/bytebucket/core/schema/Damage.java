package io.bytebucket.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/** Damages a record in every small way there is, and looks what a decoder makes of it. */
public final class Damage {
  private Damage() {}

  /**
   * Requires that each truncation of {@code record}, a byte more, and each flip of one of its bits
   * is either found corrupt, or read as the very record that has those bytes.
   *
   * @param decode decodes a record, then encodes what it read
   */
  public static void requireFound(byte[] record, Function<byte[], byte[]> decode) {
    assertThat(decode.apply(record.clone())).isEqualTo(record);
    for (int length = 0; length < record.length; length++) {
      requireCorrupt(Arrays.copyOf(record, length), decode);
    }
    byte[] longer = Arrays.copyOf(record, record.length + 1);
    for (int more : new int[] {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
      longer[record.length] = (byte) more;
      requireCorrupt(longer, decode);
    }
    for (int bit = 0; bit < record.length * Byte.SIZE; bit++) {
      byte[] flipped = record.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      Optional<byte[]> again = attempt(flipped, decode);
      if (again.isPresent() && !Arrays.equals(again.get(), flipped)) {
        throw new AssertionError("read as another record: " + hex(flipped));
      }
    }
  }

  private static void requireCorrupt(byte[] record, Function<byte[], byte[]> decode) {
    if (attempt(record, decode).isPresent()) {
      throw new AssertionError("read as a record: " + hex(record));
    }
  }

  private static String hex(byte[] record) {
    return HexFormat.of().formatHex(record);
  }

  private static Optional<byte[]> attempt(byte[] record, Function<byte[], byte[]> decode) {
    try {
      return Optional.of(decode.apply(record));
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.Corrupt)) {
        throw new AssertionError("not called corrupt: " + hex(record), e);
      }
      return Optional.empty();
    }
  }
}
