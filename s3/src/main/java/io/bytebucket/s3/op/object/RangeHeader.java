package io.bytebucket.s3.op.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.WantedRange;
import io.bytebucket.pipeline.object.RangeField;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.Optional;

/**
 * The range of an object that a {@code Range} header asks for. A header that is not exactly one
 * well-formed range of bytes is ignored, as HTTP allows and S3 does.
 *
 * @param first the first byte
 * @param lengthBytes how many bytes
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
record RangeHeader(long first, long lengthBytes) {
  /**
   * The range that the header means in an object of {@code size} bytes.
   *
   * @return empty when the whole object is to be sent
   * @throws S3Exception with {@link S3ErrorCode#INVALID_RANGE} when the range begins after the end
   *     or has no bytes
   */
  static Optional<RangeHeader> resolve(Optional<String> header, long size) {
    Optional<WantedRange> wanted = header.flatMap(RangeField::parse);
    try {
      return wanted
          .flatMap(range -> range.in(size))
          .map(found -> new RangeHeader(found.first(), found.lengthBytes()));
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.RangeNotSatisfiable(long objectSizeBytes)) {
        throw new S3Exception(S3ErrorCode.INVALID_RANGE)
            .with("RangeRequested", header.orElse(""))
            .with("ActualObjectSize", Long.toString(objectSizeBytes));
      }
      throw e;
    }
  }

  /** The value of {@code Content-Range} for an object of that size. */
  String contentRange(long size) {
    return RangeField.contentRange(first, lengthBytes, size);
  }
}
