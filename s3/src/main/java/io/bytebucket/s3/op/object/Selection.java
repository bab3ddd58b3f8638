package io.bytebucket.s3.op.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.PartRange;
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
   * One part. An empty one has no range, since Content-Range cannot express it; its answer is a 200
   * with no bytes.
   *
   * @throws StoreException with {@link Failure.NoSuchPart}
   */
  static Selection ofPart(ObjectRecord object, PartIndex parts, int number) {
    PartRange range = PartRange.of(object, parts, number);
    return new Selection(range.first(), range.lengthBytes(), range.lengthBytes() > 0, range.part());
  }

  /** The range, where the answer is one. */
  Optional<RangeHeader> range() {
    return isRange ? Optional.of(new RangeHeader(first, lengthBytes)) : Optional.empty();
  }
}
