package io.bytebucket.s3.op.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectRecord;
import java.util.Optional;

/**
 * Which bytes of an object are to be sent.
 *
 * @param range the range, unless the whole object is sent
 * @param part the part that the range covers, when a part was asked for
 */
record Selection(Optional<RangeHeader> range, Optional<ObjectRecord.Part> part) {
  /** A range, or the whole object. */
  static Selection of(Optional<RangeHeader> range) {
    return new Selection(range, Optional.empty());
  }

  /**
   * One part. An object that was put as a whole has one part, which is all of it.
   *
   * @throws StoreException with {@link Failure.NoSuchPart}
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject,
   *     partNumber</a>
   */
  static Selection ofPart(ObjectRecord object, int number) {
    long first = 0;
    for (ObjectRecord.Part part : object.parts()) {
      if (part.number() == number) {
        return new Selection(range(first, part.sizeBytes()), Optional.of(part));
      }
      first += part.sizeBytes();
    }
    if (object.parts().isEmpty() && number == 1) {
      return new Selection(range(0, object.sizeBytes()), Optional.empty());
    }
    throw new StoreException(new Failure.NoSuchPart(number, Math.max(1, object.parts().size())));
  }

  /**
   * An empty part has no range, since Content-Range cannot express one; its answer is a 200 with no
   * bytes.
   */
  private static Optional<RangeHeader> range(long first, long lengthBytes) {
    return lengthBytes == 0 ? Optional.empty() : Optional.of(new RangeHeader(first, lengthBytes));
  }

  long first() {
    return range.map(RangeHeader::first).orElse(0L);
  }

  long lengthBytes(ObjectRecord object) {
    return range
        .map(RangeHeader::lengthBytes)
        .orElseGet(() -> part.map(ObjectRecord.Part::sizeBytes).orElse(object.sizeBytes()));
  }
}
