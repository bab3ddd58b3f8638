package io.bytebucket.core.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands between two stars of a {@link Glob}, looked for in a text by simulating all
 * beginnings of a match at once, a bit for each: 64 characters of the run cost one step for each
 * character of the text. Immutable.
 */
final class FloatingRun {
  private final int length;
  private final int words;

  /** The places that any character fits. */
  private final long[] anywhere;

  /**
   * The places that a character fits: as bits where they are many, so that one step does not take
   * longer than a word each, and as numbers where they are few, so that a run of many characters
   * does not need many bits for each of them.
   */
  private final Map<Integer, long[]> bits = new HashMap<>();

  private final Map<Integer, int[]> places = new HashMap<>();

  private FloatingRun(int[] run) {
    this.length = run.length;
    this.words = (run.length + Long.SIZE - 1) / Long.SIZE;
    this.anywhere = new long[words];
    Map<Integer, List<Integer>> found =
        IntStream.range(0, run.length).boxed().collect(Collectors.groupingBy(i -> run[i]));
    found.forEach((character, where) -> {
      if (character == Glob.ONE) {
        where.forEach(place -> set(anywhere, place));
      } else if (where.size() > words) {
        long[] set = new long[words];
        where.forEach(place -> set(set, place));
        bits.put(character, set);
      } else {
        places.put(character, where.stream().mapToInt(Integer::intValue).toArray());
      }
    });
  }

  static FloatingRun of(int[] run) {
    return new FloatingRun(run);
  }

  /** Where the first match inside the text ends; -1 when there is none. */
  int endOfFirst(int[] text, int from, int to) {
    long[] begun = new long[words];
    for (int i = from; i < to; i++) {
      shift(begun);
      keep(begun, text[i]);
      if (isSet(begun, length - 1)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Every beginning gets longer by one, and an empty one begins. */
  private void shift(long[] begun) {
    long carry = 1;
    for (int w = 0; w < words; w++) {
      long next = begun[w] >>> (Long.SIZE - 1);
      begun[w] = (begun[w] << 1) | carry;
      carry = next;
    }
  }

  private void keep(long[] begun, int character) {
    long[] fitting = bits.get(character);
    if (fitting != null) {
      for (int w = 0; w < words; w++) {
        begun[w] &= fitting[w] | anywhere[w];
      }
      return;
    }
    int[] few = places.getOrDefault(character, new int[0]);
    long[] kept = new long[few.length];
    for (int i = 0; i < few.length; i++) {
      kept[i] = isSet(begun, few[i]) ? 1 : 0;
    }
    for (int w = 0; w < words; w++) {
      begun[w] &= anywhere[w];
    }
    for (int i = 0; i < few.length; i++) {
      begun[few[i] / Long.SIZE] |= kept[i] << (few[i] % Long.SIZE);
    }
  }

  private static void set(long[] bits, int place) {
    bits[place / Long.SIZE] |= 1L << (place % Long.SIZE);
  }

  private static boolean isSet(long[] bits, int place) {
    return (bits[place / Long.SIZE] >>> (place % Long.SIZE) & 1) != 0;
  }
}
