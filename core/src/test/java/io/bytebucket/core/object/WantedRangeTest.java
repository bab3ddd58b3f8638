package io.bytebucket.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.object.WantedRange.Found;
import io.bytebucket.core.object.WantedRange.From;
import io.bytebucket.core.object.WantedRange.FromTo;
import io.bytebucket.core.object.WantedRange.Last;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WantedRangeTest {
  static Stream<Arguments> found() {
    return Stream.of(
        Arguments.of(new FromTo(0, 0), 10, new Found(0, 1)),
        Arguments.of(new FromTo(2, 5), 10, new Found(2, 4)),
        Arguments.of(new FromTo(9, 9), 10, new Found(9, 1)),
        Arguments.of(new FromTo(9, Long.MAX_VALUE), 10, new Found(9, 1)),
        Arguments.of(new From(0), 10, new Found(0, 10)),
        Arguments.of(new From(9), 10, new Found(9, 1)),
        Arguments.of(new Last(1), 10, new Found(9, 1)),
        Arguments.of(new Last(10), 10, new Found(0, 10)),
        Arguments.of(new Last(Long.MAX_VALUE), 10, new Found(0, 10)));
  }

  @ParameterizedTest
  @MethodSource("found")
  void aRangeEndsWithTheObject(WantedRange range, long size, Found found) {
    assertThat(range.in(size)).contains(found);
  }

  static Stream<Arguments> unsatisfiable() {
    return Stream.of(
        Arguments.of(new FromTo(10, 20), 10),
        Arguments.of(new From(10), 10),
        Arguments.of(new From(Long.MAX_VALUE), 10),
        Arguments.of(new From(0), 0),
        Arguments.of(new FromTo(0, 0), 0),
        Arguments.of(new Last(0), 10),
        Arguments.of(new Last(0), 0));
  }

  @ParameterizedTest
  @MethodSource("unsatisfiable")
  void aRangeAfterTheEndOrWithoutBytesIsRefused(WantedRange range, long size) {
    assertThat(Refused.because(() -> range.in(size)))
        .isEqualTo(new Failure.RangeNotSatisfiable(size));
  }

  @Test
  void theLastBytesOfNothingAreAllOfIt() {
    assertThat(new Last(1).in(0)).isEmpty();
  }
}
