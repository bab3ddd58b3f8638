package io.bytebucket.s3.op.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.WantedRange;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range of an object that a {@code Range} header asks for. A header that is not exactly one
 * well-formed range of bytes is ignored, as HTTP allows and S3 does.
 *
 * @param first the first byte
 * @param lengthBytes how many bytes
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
record RangeHeader(long first, long lengthBytes) {
  private static final Pattern ONE_RANGE =
      Pattern.compile("bytes=([0-9]*)-([0-9]*)", Pattern.CASE_INSENSITIVE);

  /** A number with more digits than this lies past the end of every object. */
  private static final int DIGITS_MAX = 18;

  /**
   * The range that the header means in an object of {@code size} bytes.
   *
   * @return empty when the whole object is to be sent
   * @throws S3Exception with {@link S3ErrorCode#INVALID_RANGE} when the range begins after the end
   *     or has no bytes
   */
  static Optional<RangeHeader> resolve(Optional<String> header, long size) {
    Optional<WantedRange> wanted = header.flatMap(RangeHeader::parse);
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

  private static Optional<WantedRange> parse(String header) {
    Matcher matcher = ONE_RANGE.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(new WantedRange.Last(number(to)));
    }
    if (to.isEmpty()) {
      return Optional.of(new WantedRange.From(number(from)));
    }
    return Optional.<WantedRange>of(new WantedRange.FromTo(number(from), number(to)))
        .filter(_ -> number(from) <= number(to));
  }

  /** The value of {@code Content-Range} for an object of that size. */
  String contentRange(long size) {
    return "bytes " + first + "-" + (first + lengthBytes - 1) + "/" + size;
  }

  private static long number(String digits) {
    return digits.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
