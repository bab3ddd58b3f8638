package io.bytebucket.core.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of the requests that ended in a stretch of time.
 *
 * @param outcomes how they ended
 * @param bytesIn how many bytes of bodies came
 * @param bytesOut how many bytes of bodies were sent
 * @param durations how long those at the address of S3 took
 */
public record Traffic(Outcomes outcomes, long bytesIn, long bytesOut, Durations durations) {
  /** None. */
  public static final Traffic NONE = new Traffic(Outcomes.NONE, 0, 0, Durations.NONE);

  /** Below are the classes of outcomes. */
  private static final byte BYTES_IN = 16;

  private static final byte BYTES_OUT = 17;

  /** From here on, in the order of their bounds. */
  private static final byte DURATIONS = 32;

  /** This and another together. */
  public Traffic plus(Traffic other) {
    return new Traffic(
        outcomes.plus(other.outcomes),
        bytesIn + other.bytesIn,
        bytesOut + other.bytesOut,
        durations.plus(other.durations));
  }

  /** By the kinds that they are stored by. */
  Map<Byte, Long> numbers() {
    Map<Byte, Long> numbers = new TreeMap<>();
    long[] classes = outcomes.numbers();
    for (int i = 0; i < classes.length; i++) {
      numbers.put((byte) (Outcomes.FIRST_CLASS + i), classes[i]);
    }
    numbers.put(BYTES_IN, bytesIn);
    numbers.put(BYTES_OUT, bytesOut);
    for (int i = 0; i < Durations.size(); i++) {
      numbers.put((byte) (DURATIONS + i), durations.counts().get(i));
    }
    return numbers;
  }

  /** Kinds that are not known are left out. */
  static Traffic of(Map<Byte, Long> numbers) {
    long[] classes = new long[Outcomes.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = numbers.getOrDefault((byte) (Outcomes.FIRST_CLASS + i), 0L);
    }
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < Durations.size(); i++) {
      counts.add(numbers.getOrDefault((byte) (DURATIONS + i), 0L));
    }
    return new Traffic(
        Outcomes.of(classes),
        numbers.getOrDefault(BYTES_IN, 0L),
        numbers.getOrDefault(BYTES_OUT, 0L),
        new Durations(counts));
  }
}
