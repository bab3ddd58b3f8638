package io.bytebucket.s3.op.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.LocatedPart;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import java.util.Optional;

/**
 * Which bytes of an object are to be sent.
 *
 * @param first the offset of the first
 * @param lengthBytes how many
 * @param isRange whether the answer says that it is a range, and which
 * @param part the part that was asked for, if one was and the object has parts
 */
record Selection(long first, long lengthBytes, boolean isRange, Optional<ObjectPart> part)
    implements ObjectReader.ByteRange {
  /** A range, or the whole object. */
  static Selection of(ObjectRecord object, Optional<RangeHeader> range) {
    return new Selection(
        range.map(RangeHeader::first).orElse(0L),
        range.map(RangeHeader::lengthBytes).orElse(object.sizeBytes()),
        range.isPresent(),
        Optional.empty());
  }

  /**
   * One part. An object that was put as a whole has one part, which is all of it. An empty part has
   * no range, since Content-Range cannot express one; its answer is a 200 with no bytes.
   *
   * @throws StoreException with {@link Failure.NoSuchPart}
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject,
   *     partNumber</a>
   */
  static Selection ofPart(ObjectRecord object, PartIndex parts, int number) {
    int count = object.partCount();
    if (count == 0 && number == 1) {
      long size = object.sizeBytes();
      return new Selection(0, size, size > 0, Optional.empty());
    }
    LocatedPart found =
        parts
            .part(number)
            .orElseThrow(
                () -> new StoreException(new Failure.NoSuchPart(number, Math.max(1, count))));
    long size = found.part().sizeBytes();
    return new Selection(found.first(), size, size > 0, Optional.of(found.part()));
  }

  /** The range, where the answer is one. */
  Optional<RangeHeader> range() {
    return isRange ? Optional.of(new RangeHeader(first, lengthBytes)) : Optional.empty();
  }
}
