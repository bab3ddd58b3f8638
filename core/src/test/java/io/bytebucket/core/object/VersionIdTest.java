package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionIdTest {
  @Test
  void aLaterVersionIsHigherEvenWhenTheClockStandsStillOrGoesBack() {
    long first = VersionId.sequence(1_772_360_430_456L, 0);
    long second = VersionId.sequence(1_772_360_430_456L, first);
    long third = VersionId.sequence(1_000, second);
    long fourth = VersionId.sequence(1_772_360_430_457L, third);
    assertThat(new long[] {0, first, second, third, fourth}).isSorted().doesNotHaveDuplicates();
    assertThat(fourth).isEqualTo(1_772_360_430_457L << 20);
  }
}
