package io.bytebucket.s3.op.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
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
   * @throws StoreException with {@link Failure.RangeNotSatisfiable} when the range begins past the
   *     end or has no bytes
   */
  static Optional<RangeHeader> resolve(Optional<String> header, long size) {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = ONE_RANGE.matcher(header.get());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    long first = from.isEmpty() ? size - Math.min(size, number(to)) : number(from);
    long last = from.isEmpty() || to.isEmpty() ? size - 1 : number(to);
    if (!from.isEmpty() && !to.isEmpty() && last < first) {
      return Optional.empty();
    }
    if (size == 0 && from.isEmpty() && number(to) > 0) {
      // The object is empty, so its last bytes are all of it; Content-Range cannot express an empty
      // range.
      return Optional.empty();
    }
    if (first >= size) {
      throw new StoreException(new Failure.RangeNotSatisfiable(header.get(), size));
    }
    return Optional.of(new RangeHeader(first, Math.min(last, size - 1) - first + 1));
  }

  /** The value of {@code Content-Range} for an object of that size. */
  String contentRange(long size) {
    return "bytes " + first + "-" + (first + lengthBytes - 1) + "/" + size;
  }

  private static long number(String digits) {
    return digits.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
