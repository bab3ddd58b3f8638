package io.bytebucket.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Extent.Placement;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import io.bytebucket.core.store.BlobId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayoutChunksTest {
  @Test
  void readsTheExtentsOfVersionOne() {
    LayoutChunks.Extents chunk =
        LayoutChunks.extents(26_214_503, Fixture.read("v1/layout-extents"));
    assertThat(chunk.start()).isEqualTo(100);
    assertThat(chunk.extents())
        .containsExactly(
            new Extent(Placement.STORED, new BlobId(1, 0), 0, 5_242_880),
            new Extent(Placement.STORED, new BlobId(1, 1), 16, 5_242_880),
            new Extent(
                Placement.STORED,
                new BlobId(Integer.MAX_VALUE, 1L << 40),
                5_368_709_120L,
                15_728_640),
            new Extent(Placement.INLINE, new BlobId(3, 2), 0, 3));
  }

  @Test
  void readsThePartsOfVersionOne() {
    LayoutChunks.Parts chunk = LayoutChunks.parts(10_000, Fixture.read("v1/layout-parts"));
    assertThat(chunk.first()).isEqualTo(300);
    assertThat(chunk.parts().stream().map(ObjectPart::number))
        .containsExactly(1, 2, 3, 9_999, 10_000);
    assertThat(chunk.parts().get(3).checksum())
        .contains(
            new Checksum(ChecksumAlgorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, "AAAAAAAAAAA="));
    assertThat(chunk.parts().getLast()).isEqualTo(new ObjectPart(10_000, 1, Optional.empty()));
  }

  @Test
  void readsTheIndexOfVersionOne() {
    LayoutIndex index = LayoutIndex.decode(Fixture.read("v1/layout-index"));
    assertThat(index.extentRows()).isEqualTo(2);
    assertThat(index.end(0)).isEqualTo(300);
    assertThat(index.end(1)).isEqualTo(5_368_709_420L);
    assertThat(index.partRows()).isEqualTo(1);
    assertThat(index.lastPart(0)).isEqualTo(10_000);
    assertThat(index.rowOfByte(0)).isZero();
    assertThat(index.rowOfByte(299)).isZero();
    assertThat(index.rowOfByte(300)).isOne();
    assertThat(index.rowOfByte(5_368_709_419L)).isOne();
    assertThat(index.rowOfByte(5_368_709_420L)).isEqualTo(2);
    assertThat(index.rowOfPart(10_000)).isZero();
    assertThat(index.rowOfPart(10_001)).isOne();
    Damage.requireFound(
        Fixture.read("v1/layout-index"), bytes -> LayoutIndex.decode(bytes).encode());
  }

  @Test
  void whatDoesNotFitItsKeyIsCorrupt() {
    requireCorrupt(() -> LayoutChunks.parts(9_999, Fixture.read("v1/layout-parts")));
    requireCorrupt(() -> LayoutChunks.extents(26_214_402, Fixture.read("v1/layout-extents")));
    for (byte[] value :
        List.of(new byte[0], new byte[] {1, 0}, new byte[] {2, 0}, new byte[] {1})) {
      requireCorrupt(() -> LayoutChunks.extents(0, value));
      requireCorrupt(() -> LayoutChunks.parts(1, value));
    }
  }

  private static void requireCorrupt(Runnable read) {
    assertThatThrownBy(read::run).isInstanceOf(StoreException.class);
  }
}
