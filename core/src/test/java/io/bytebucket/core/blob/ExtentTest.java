package io.bytebucket.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.blob.Extent.Placement;
import io.bytebucket.core.store.BlobId;
import org.junit.jupiter.api.Test;

class ExtentTest {
  private static final BlobId BLOB = new BlobId(1, 2);

  @Test
  void endsWhereANumberCan() {
    assertThat(new Extent(Placement.STORED, BLOB, Long.MAX_VALUE - 1, 1).lengthBytes()).isOne();
    requireRefused(-1, 1);
    requireRefused(0, -1);
    requireRefused(Long.MAX_VALUE, 1);
    requireRefused(1, Long.MAX_VALUE);
  }

  @Test
  void hasNoByteOnlyWhereItNamesANote() {
    assertThat(Extent.note(BLOB)).isEqualTo(new Extent(Placement.STORED, BLOB, 0, 0));
    assertThatThrownBy(() -> new Extent(Placement.INLINE, BLOB, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void requireRefused(long offset, long lengthBytes) {
    assertThatThrownBy(() -> new Extent(Placement.STORED, BLOB, offset, lengthBytes))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
