package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.LocatedPart;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.layout.PartIndex;
import java.util.Optional;

/**
 * The bytes of one part of an object.
 *
 * @param first where they start in the object
 * @param lengthBytes how many; a part may be empty
 * @param part the part, if the object was uploaded in parts
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject,
 *     partNumber</a>
 */
public record PartRange(long first, long lengthBytes, Optional<ObjectPart> part)
    implements ObjectReader.ByteRange {
  /**
   * The part with that number. An object that was put as a whole has one part, which is all of it.
   *
   * @throws StoreException with {@link Failure.NoSuchPart}
   */
  public static PartRange of(ObjectRecord object, PartIndex parts, int number) {
    int count = object.partCount();
    if (count == 0 && number == 1) {
      return new PartRange(0, object.sizeBytes(), Optional.empty());
    }
    LocatedPart found =
        parts
            .part(number)
            .orElseThrow(
                () -> new StoreException(new Failure.NoSuchPart(number, Math.max(1, count))));
    return new PartRange(found.first(), found.part().sizeBytes(), Optional.of(found.part()));
  }
}
