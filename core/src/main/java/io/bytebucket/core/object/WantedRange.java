package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Optional;

/**
 * The range of an object that a reader asks for, who need not know how long the object is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-byte-ranges">RFC 9110, byte ranges</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
public sealed interface WantedRange {
  /**
   * From one byte to another. Where the object is shorter, the range ends with the object.
   *
   * @param last the offset of the last byte, not below {@code first}
   */
  record FromTo(long first, long last) implements WantedRange {}

  /** From a byte to the end of the object. */
  record From(long first) implements WantedRange {}

  /** The last bytes of the object, or all of them where there are fewer. */
  record Last(long lengthBytes) implements WantedRange {}

  /**
   * A range of an object, with at least one byte.
   *
   * @param first the offset of its first byte
   * @param lengthBytes how many bytes
   */
  record Found(long first, long lengthBytes) implements ObjectReader.ByteRange {}

  /**
   * The range in an object of that length.
   *
   * @return empty when the last bytes of an empty object are asked for: these are the whole object,
   *     and no range
   * @throws StoreException with {@link Failure.RangeNotSatisfiable} when the range begins after the
   *     end of the object, or has no bytes
   */
  default Optional<Found> in(long objectSizeBytes) {
    if (objectSizeBytes == 0 && this instanceof Last(long lengthBytes) && lengthBytes > 0) {
      return Optional.empty();
    }
    long first =
        switch (this) {
          case FromTo(long from, long _) -> from;
          case From(long from) -> from;
          case Last(long lengthBytes) -> objectSizeBytes - Math.min(objectSizeBytes, lengthBytes);
        };
    if (first >= objectSizeBytes) {
      throw new StoreException(new Failure.RangeNotSatisfiable(objectSizeBytes));
    }
    long last =
        this instanceof FromTo(long _, long to)
            ? Math.min(to, objectSizeBytes - 1)
            : objectSizeBytes - 1;
    return Optional.of(new Found(first, last - first + 1));
  }
}
