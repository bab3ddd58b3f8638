package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.nio.charset.StandardCharsets;

/**
 * The key of an object: 1 to 1,024 bytes of UTF-8, which are never changed in any way. {@code a},
 * {@code a/}, {@code a//b}, {@code /a} and {@code a/../b} are different keys; a slash means
 * nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming
 *     Amazon S3 objects</a>
 */
public record ObjectKey(String value) {
  /** The longest key, in bytes of UTF-8. */
  public static final int LIMIT_BYTES = 1_024;

  /**
   * Checks the key.
   *
   * @throws StoreException with {@link Failure.KeyTooLong}, or with {@link Failure.InvalidKey} when
   *     it is empty or holds one half of a surrogate pair: UTF-8 cannot write such a half, so it
   *     would become another key
   */
  public ObjectKey {
    if (value.isEmpty()) {
      throw new StoreException(new Failure.InvalidKey(value));
    }
    requirePairs(value);
    int length = value.length();
    if (length * 3L > LIMIT_BYTES) {
      length = value.getBytes(StandardCharsets.UTF_8).length;
      if (length > LIMIT_BYTES) {
        throw new StoreException(new Failure.KeyTooLong(length, LIMIT_BYTES));
      }
    }
  }

  private static void requirePairs(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(value.codePointAt(i))) {
          throw new StoreException(new Failure.InvalidKey(value));
        }
        i++;
      }
    }
  }

  /** The key in UTF-8. */
  public byte[] toBytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return value;
  }
}
