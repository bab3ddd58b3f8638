package io.bytebucket.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Fixture;
import io.bytebucket.core.store.BlobId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineBytesTest {
  private static final BlobId BLOB = new BlobId(1, 2);
  private static final byte[] BYTES = "123456789".getBytes(StandardCharsets.US_ASCII);

  @Test
  void readsTheBytesOfVersionOne() {
    assertThat(InlineBytes.decode(BLOB, Fixture.read("v1/inline-bytes")))
        .isEqualTo(ByteBuffer.wrap(BYTES));
  }

  @Test
  void readsAndWritesTheBytesOfVersionTwo() {
    byte[] value = Fixture.read("v2/inline-bytes");
    assertThat(InlineBytes.decode(BLOB, value)).isEqualTo(ByteBuffer.wrap(BYTES));
    assertThat(InlineBytes.encode(BLOB, BYTES, BYTES.length)).isEqualTo(value);
    // A buffer may be longer than what it holds.
    assertThat(InlineBytes.encode(BLOB, Arrays.copyOf(BYTES, 100), BYTES.length)).isEqualTo(value);
  }

  @Test
  void theBytesOfAnotherBlobAreFound() {
    requireCorrupt(InlineBytes.encode(new BlobId(1, 3), BYTES, BYTES.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/inline-bytes", "v2/inline-bytes"})
  void everyFlippedBitAndEveryTruncationIsFound(String fixture) {
    byte[] value = Fixture.read(fixture);
    for (int bit = 0; bit < value.length * Byte.SIZE; bit++) {
      byte[] flipped = value.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      requireCorrupt(flipped);
    }
    for (int length = 0; length < value.length; length++) {
      requireCorrupt(Arrays.copyOf(value, length));
    }
    requireCorrupt(Arrays.copyOf(value, value.length + 1));
  }

  private static void requireCorrupt(byte[] value) {
    assertThatThrownBy(() -> InlineBytes.decode(BLOB, value))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class));
  }
}
