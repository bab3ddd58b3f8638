package io.bytebucket.engine.local.metadata.rocks;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds where a damaged table can be read again. Which keys a damaged block holds nobody can tell,
 * but every place can be tried.
 */
final class ReadableKeys {
  /** Keys are taken for numbers of so many bytes more than the longer of the two between them. */
  private static final int FINER_BYTES = 2;

  private static final byte[] END = {(byte) 0xFF};

  private ReadableKeys() {}

  /**
   * A key after one that does not read, as near to it as can be found, from which on it reads.
   *
   * @param from a place that does not read
   * @param ends places where damage may be over: behind the last keys of files
   * @param reads whether a place reads; every try costs a seek, and there are up to some ten
   *     thousand
   * @return nothing when it does not read to its end
   */
  static Optional<byte[]> after(byte[] from, List<byte[]> ends, Predicate<byte[]> reads) {
    Optional<byte[]> good = Optional.empty();
    byte[] bad = from;
    for (byte[] end :
        ends.stream()
            .filter(end -> Arrays.compareUnsigned(end, from) > 0)
            .sorted(Arrays::compareUnsigned)
            .toList()) {
      if (reads.test(end)) {
        good = Optional.of(end);
        break;
      }
      bad = end;
    }
    if (good.isEmpty() && !reads.test(END)) {
      return Optional.empty();
    }
    return Optional.of(nearest(bad, good.orElse(END), reads));
  }

  private static byte[] nearest(byte[] bad, byte[] good, Predicate<byte[]> reads) {
    int bytes = Math.max(bad.length, good.length) + FINER_BYTES;
    BigInteger low = number(bad, bytes);
    BigInteger high = number(good, bytes);
    byte[] best = good;
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      byte[] key = key(middle, bytes);
      if (reads.test(key)) {
        high = middle;
        best = key;
      } else {
        low = middle;
      }
    }
    return best;
  }

  private static BigInteger number(byte[] key, int bytes) {
    return new BigInteger(1, Arrays.copyOf(key, bytes));
  }

  private static byte[] key(BigInteger number, int bytes) {
    byte[] digits = number.toByteArray();
    byte[] key = new byte[bytes];
    int from = Math.max(0, digits.length - bytes);
    System.arraycopy(digits, from, key, bytes - (digits.length - from), digits.length - from);
    return key;
  }
}
