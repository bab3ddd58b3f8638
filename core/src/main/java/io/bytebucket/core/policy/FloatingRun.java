package io.bytebucket.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** The characters of the run, in order. */
  private final int[] characters;

  /**
   * The places that each of them fits: as bits where they are many, so that one step does not take
   * longer than a word each, and as numbers where they are few, so that a run of many characters
   * does not need many bits for each of them. The other of the two is empty.
   */
  private final long[][] bits;

  private final int[][] places;

  private FloatingRun(int[] run) {
    this.length = run.length;
    this.words = (run.length + Long.SIZE - 1) / Long.SIZE;
    this.anywhere = new long[words];
    Map<Integer, List<Integer>> found =
        IntStream.range(0, run.length)
            .boxed()
            .collect(Collectors.groupingBy(i -> run[i], TreeMap::new, Collectors.toList()));
    List<Integer> any = found.remove(Glob.ONE);
    if (any != null) {
      any.forEach(place -> set(anywhere, place));
    }
    this.characters = found.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.bits = new long[characters.length][0];
    this.places = new int[characters.length][0];
    for (int i = 0; i < characters.length; i++) {
      List<Integer> where = found.getOrDefault(characters[i], List.of());
      if (words == 1 || where.size() > words) {
        long[] set = new long[words];
        where.forEach(place -> set(set, place));
        bits[i] = set;
      } else {
        places[i] = where.stream().mapToInt(Integer::intValue).toArray();
      }
    }
  }

  static FloatingRun of(int[] run) {
    return new FloatingRun(run);
  }

  /** Where the first match inside the text ends; -1 when there is none. */
  int endOfFirst(String text, int from, int to) {
    return words == 1 ? endOfFirstShort(text, from, to) : endOfFirstLong(text, from, to);
  }

  private int endOfFirstShort(String text, int from, int to) {
    long last = 1L << (length - 1);
    long begun = 0;
    int at = from;
    while (at < to) {
      int character = text.codePointAt(at);
      int known = Arrays.binarySearch(characters, character);
      begun = (begun << 1 | 1) & (known < 0 ? anywhere[0] : bits[known][0] | anywhere[0]);
      at += Character.charCount(character);
      if ((begun & last) != 0) {
        return at;
      }
    }
    return -1;
  }

  private int endOfFirstLong(String text, int from, int to) {
    long[] begun = new long[words];
    int at = from;
    while (at < to) {
      int character = text.codePointAt(at);
      shift(begun);
      keep(begun, Arrays.binarySearch(characters, character));
      at += Character.charCount(character);
      if (isSet(begun, length - 1)) {
        return at;
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

  private void keep(long[] begun, int known) {
    if (known >= 0 && bits[known].length > 0) {
      for (int w = 0; w < words; w++) {
        begun[w] &= bits[known][w] | anywhere[w];
      }
      return;
    }
    int[] few = known < 0 ? new int[0] : places[known];
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
