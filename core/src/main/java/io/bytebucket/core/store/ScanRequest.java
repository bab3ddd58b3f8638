package io.bytebucket.core.store;

import java.util.Arrays;
import java.util.Optional;

/**
 * A range to read in key order.
 *
 * @param from the first key, inclusive
 * @param until the end, exclusive; a range whose end is not after its start is empty
 * @param limit how many rows at the most, 1 to {@value #LIMIT_MAX}
 * @param fold how keys are folded into prefixes, if at all
 */
public record ScanRequest(Key from, Key until, int limit, Optional<Fold> fold) {
  /** The largest limit: a page of a listing and the row that tells whether more follow. */
  public static final int LIMIT_MAX = 1_001;

  public ScanRequest {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("scan limit out of range");
    }
  }

  /** A range without a fold: one row for each key. */
  public static ScanRequest range(Key from, Key until, int limit) {
    return new ScanRequest(from, until, limit, Optional.empty());
  }

  /** All keys that begin with {@code prefix}, one row for each. */
  public static ScanRequest prefix(Key prefix, int limit) {
    return range(prefix, prefix.afterPrefix(), limit);
  }

  /**
   * How keys are folded. A key that holds {@code delimiter} somewhere after its first {@code
   * prefixLength} bytes is folded: all keys that are equal up to and including the first delimiter
   * there become one {@link Row.Folded}. An engine skips the keys that it folds instead of reading
   * them. When a range starts in the middle of such keys, and at least one of them is in the range,
   * their prefix is a row of the scan, although the prefix itself sorts before the range.
   *
   * @param prefixLength how many bytes at the start of each key are not searched; all keys of the
   *     range are at least that long
   * @param delimiter the bytes to look for, at least one; they are not copied and must not change
   *     afterwards
   */
  @SuppressWarnings("ArrayRecordComponent") // a request is written once and never compared
  public record Fold(int prefixLength, byte[] delimiter) {
    public Fold {
      if (delimiter.length == 0) {
        throw new IllegalArgumentException("a delimiter has at least one byte");
      }
    }

    /**
     * The prefix that {@code key} is folded into.
     *
     * @return empty when the delimiter does not occur: then the key is a row of its own
     */
    public Optional<Key> prefixOf(Key key) {
      byte[] bytes = key.bytes();
      for (int at = prefixLength; at + delimiter.length <= bytes.length; at++) {
        if (Arrays.equals(bytes, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
          return Optional.of(Key.of(Arrays.copyOf(bytes, at + delimiter.length)));
        }
      }
      return Optional.empty();
    }
  }
}
