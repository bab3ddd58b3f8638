package io.bytebucket.transfer.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartSizesTest {
  private static final long MIB = 1 << 20;

  @Test
  void aGuessMakesAsManyPartsAsTheEtagSays() {
    assertThat(PartSizes.guess(100 * MIB, 13)).hasSize(13).startsWith(8 * MIB).endsWith(4 * MIB);
    assertThat(PartSizes.guess(100 * MIB, 20)).hasSize(20).containsOnly(5 * MIB);
  }

  @Test
  void partsWithoutAnExampleAddUpAndAreNotTooMany() {
    for (long size : new long[] {0, 1, 64 * MIB, 64 * MIB + 1, 5L << 40}) {
      assertThat(PartSizes.cut(size)).hasSizeBetween(1, 10_000);
      assertThat(PartSizes.cut(size).stream().mapToLong(each -> each).sum()).isEqualTo(size);
    }
  }
}
