package io.bytebucket.core.schema;

import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys of what is kept of past requests, all in the table {@code A}. Nothing else depends on
 * these rows.
 *
 * <pre>
 *   A 1 step begin kind        requests that ended in a step of time, by the class of their status,
 *                              their bytes, and how long they took
 *   A 2 kind                   how much was done since the store was made
 *   A 3 bucket-id kind         how much was done in a bucket
 *   A 4 ~time start number     a request
 *   A 5 minute                 how many requests of that minute are kept
 *   A 6                        how many requests are kept
 *   A 7                        what is kept, and for how long
 * </pre>
 */
public final class ActivityKeys {
  /** How many kinds of work are counted. */
  public static final int WORK_KINDS = 5;

  static final byte TAG = 'A';

  private static final byte SERIES = 1;
  private static final byte TOTALS = 2;
  private static final byte BUCKETS = 3;
  private static final byte REQUESTS = 4;
  private static final byte MINUTES = 5;
  private static final byte REQUEST_COUNT = 6;
  private static final byte SETTINGS = 7;

  private ActivityKeys() {}

  /** The counter of one kind of what is known of the requests that ended in a step of time. */
  public static Key series(byte step, long beginSeconds, byte kind) {
    return Key.of(steps(step, 1).putLong(beginSeconds).put(kind).array());
  }

  /** Where the counters of steps of that length begin that begin at that time or later. */
  public static Key seriesFrom(byte step, long beginSeconds) {
    return Key.of(steps(step, 0).putLong(beginSeconds).array());
  }

  private static ByteBuffer steps(byte step, int tailBytes) {
    return ByteBuffer.allocate(3 + Long.BYTES + tailBytes).put(TAG).put(SERIES).put(step);
  }

  /** When the step begins, in a key of {@link #series}. */
  public static long beginSeconds(Key key) {
    return ByteBuffer.wrap(key.bytes()).getLong(3);
  }

  /** The last byte of a key: which kind it counts. */
  public static byte counted(Key key) {
    return key.bytes()[key.bytes().length - 1];
  }

  /** The counter of what was done since the store was made. */
  public static Key total(byte kind) {
    return Key.of(new byte[] {TAG, TOTALS, kind});
  }

  /** The counter of what was done in a bucket. */
  public static Key bucket(long bucketId, byte kind) {
    return Key.of(
        ByteBuffer.allocate(3 + Long.BYTES)
            .put(TAG)
            .put(BUCKETS)
            .putLong(bucketId)
            .put(kind)
            .array());
  }

  /** All counters of what was done in a bucket. */
  public static List<Key> ofBucket(long bucketId) {
    return IntStream.range(0, WORK_KINDS).mapToObj(kind -> bucket(bucketId, (byte) kind)).toList();
  }

  /** What every key of {@link #bucket} begins with. */
  public static Key buckets() {
    return Key.of(new byte[] {TAG, BUCKETS});
  }

  /** The bucket id in a key of {@link #bucket}. */
  public static long bucketId(Key key) {
    return ByteBuffer.wrap(key.bytes()).getLong(2);
  }

  /** A request; later ones sort first. */
  public static Key request(long micros, int start, int number) {
    return Key.of(
        ByteBuffer.allocate(2 + Long.BYTES + 2 * Integer.BYTES)
            .put(TAG)
            .put(REQUESTS)
            .putLong(~micros)
            .putInt(start)
            .putInt(number)
            .array());
  }

  /** Where the requests begin that ended at that time or earlier. */
  public static Key requestsUpTo(long micros) {
    return Key.of(
        ByteBuffer.allocate(2 + Long.BYTES).put(TAG).put(REQUESTS).putLong(~micros).array());
  }

  /** What every key of {@link #request} begins with. */
  public static Key requests() {
    return Key.of(new byte[] {TAG, REQUESTS});
  }

  /** When it ended, in a key of {@link #request}. */
  public static long micros(Key key) {
    return ~ByteBuffer.wrap(key.bytes()).getLong(2);
  }

  /** Whether it is a key of {@link #request}. */
  public static boolean isRequest(Key key) {
    byte[] bytes = key.bytes();
    return bytes.length == 2 + Long.BYTES + 2 * Integer.BYTES
        && bytes[0] == TAG
        && bytes[1] == REQUESTS;
  }

  /** The counter of requests of a minute that are kept. */
  public static Key minute(long minute) {
    return Key.of(
        ByteBuffer.allocate(2 + Long.BYTES).put(TAG).put(MINUTES).putLong(minute).array());
  }

  /** What every key of {@link #minute} begins with. */
  public static Key minutes() {
    return Key.of(new byte[] {TAG, MINUTES});
  }

  /** The minute in a key of {@link #minute}. */
  public static long minuteOf(Key key) {
    return ByteBuffer.wrap(key.bytes()).getLong(2);
  }

  /** The counter of requests that are kept. */
  public static Key requestCount() {
    return Key.of(new byte[] {TAG, REQUEST_COUNT});
  }

  /** What is kept, and for how long. */
  public static Key settings() {
    return Key.of(new byte[] {TAG, SETTINGS});
  }

  /** Whether it is one of these keys, as far as its length tells. */
  static boolean isKey(Key key) {
    byte[] bytes = key.bytes();
    if (bytes.length < 2) {
      return false;
    }
    return bytes.length
        == switch (bytes[1]) {
          case SERIES -> 4 + Long.BYTES;
          case TOTALS -> 3;
          case BUCKETS -> 3 + Long.BYTES;
          case REQUESTS -> 2 + Long.BYTES + 2 * Integer.BYTES;
          case MINUTES -> 2 + Long.BYTES;
          case REQUEST_COUNT, SETTINGS -> 2;
          default -> -1;
        };
  }
}
