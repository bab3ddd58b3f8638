package io.bytebucket.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BlobIdTest {
  @Test
  void isTwelveBytesAndReadsBackFromAnyOffset() {
    BlobId id = new BlobId(0x01020304, 0x05060708090A0B0CL);
    assertThat(HexFormat.of().formatHex(id.toBytes())).isEqualTo("0102030405060708090a0b0c");
    byte[] framed = new byte[BlobId.LENGTH_BYTES + 5];
    System.arraycopy(id.toBytes(), 0, framed, 3, BlobId.LENGTH_BYTES);
    assertThat(BlobId.fromBytes(framed, 3)).isEqualTo(id);
  }

  @Test
  void textSortsAsTheIdsDo() {
    assertThat(new BlobId(1, 0)).hasToString("00000001-0000000000000000");
    assertThat(new BlobId(255, 256)).hasToString("000000ff-0000000000000100");
  }

  @Test
  void startsCountFromOneAndSequencesFromZero() {
    assertThatThrownBy(() -> new BlobId(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BlobId(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BlobId(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BlobId.fromBytes(new byte[BlobId.LENGTH_BYTES], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
