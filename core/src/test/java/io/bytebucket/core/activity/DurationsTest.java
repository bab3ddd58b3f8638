package io.bytebucket.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private static final long MILLI = 1_000_000;

  private static Durations of(long... counts) {
    return new Durations(
        LongStream.concat(LongStream.of(counts), LongStream.generate(() -> 0))
            .limit(Durations.size())
            .boxed()
            .toList());
  }

  @Test
  void ofNoneNothingIsTold() {
    assertThat(Durations.NONE.withinNanos(0.5)).isEmpty();
    assertThat(Durations.NONE.count()).isZero();
  }

  @Test
  void betweenTwoBoundsRequestsAreTakenToLieEvenly() {
    assertThat(of(0, 10).withinNanos(0.5)).hasValue(MILLI / 2 + MILLI / 4);
    assertThat(of(10).withinNanos(1)).hasValue(MILLI / 2);
    assertThat(of(99, 0, 1).withinNanos(0.99)).hasValue(MILLI / 2);
    assertThat(of(99, 0, 1).withinNanos(1)).hasValue(5 * MILLI / 2);
  }

  @Test
  void whatTookLongerThanAllBoundsTookTheLastAtLeast() {
    long[] counts = new long[Durations.size()];
    counts[counts.length - 1] = 3;
    assertThat(of(counts).withinNanos(0.5)).hasValue(30_000 * MILLI);
  }

  @Test
  void aLargerShareNeverTakesLessTime() {
    long seed = System.nanoTime();
    System.out.println("DurationsTest seed " + seed);
    Random random = new Random(seed);
    Durations durations = of(random.longs(Durations.size(), 0, 50).toArray()).plus(of(1));
    long before = 0;
    for (int percent : IntStream.rangeClosed(1, 100).toArray()) {
      long now = durations.withinNanos(percent / 100.0).orElseThrow();
      assertThat(now).as("seed " + seed).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  @Test
  void whatIsStoredIsReadAndKindsThatAreNotKnownAreLeftOut() {
    Traffic traffic = new Traffic(new Outcomes(1, 2, 3, 4), 5, 6, of(7, 8));
    Map<Byte, Long> numbers = new TreeMap<>(traffic.numbers());
    numbers.put((byte) 1, 9L);
    numbers.put(Byte.MAX_VALUE, 9L);

    assertThat(Traffic.of(numbers)).isEqualTo(traffic);
    assertThat(Traffic.of(Map.of())).isEqualTo(Traffic.NONE);
  }
}
