package io.bytebucket.core.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void aValueOnABoundIsBelowItAndAnyLargerOneAboveAll() {
    Distribution sizes = new Distribution(1, 10, 20);
    sizes.note(10);
    sizes.note(11);
    sizes.note(20);
    sizes.note(Long.MAX_VALUE / 2);

    assertThat(sizes.noted().counts()).containsExactly(1, 2, 1);
    assertThat(sizes.noted().count()).isEqualTo(4);
    assertThat(sizes.sum()).isEqualTo(41 + Long.MAX_VALUE / 2);
  }

  @Test
  void twoOfTheSameBoundsAddUpWithoutChangingEither() {
    Distribution one = new Distribution(1_000, 1_000, 5_000);
    Distribution other = new Distribution(1_000, 1_000, 5_000);
    one.note(500);
    other.note(4_000);
    other.note(9_000);

    Distribution.Noted both = one.noted().plus(other.noted());

    assertThat(both.bounds()).containsExactly(1, 5);
    assertThat(both.counts()).containsExactly(1, 1, 1);
    assertThat(both.sum()).isEqualTo(13.5);
    assertThat(one.noted().counts()).containsExactly(1, 0, 0);
  }
}
