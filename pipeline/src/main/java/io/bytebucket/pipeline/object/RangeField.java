package io.bytebucket.pipeline.object;

import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.WantedRange;
import io.bytebucket.http.HttpDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header fields of a range of an object. One that is not exactly one well-formed range of bytes
 * is ignored, as HTTP allows and S3 does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
public final class RangeField {
  private static final Pattern ONE_RANGE =
      Pattern.compile("bytes=([0-9]*)-([0-9]*)", Pattern.CASE_INSENSITIVE);

  /** A number with more digits than this lies past the end of every object. */
  private static final int DIGITS_MAX = 18;

  private RangeField() {}

  /** The range that a {@code Range} field asks for; empty when the whole object is to be sent. */
  public static Optional<WantedRange> parse(String field) {
    Matcher matcher = ONE_RANGE.matcher(field);
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

  private static long number(String digits) {
    return digits.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /**
   * Whether the validator of an {@code If-Range} field still stands for the object: its tag, not a
   * weak one, or its time to the second.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-range">RFC 9110, If-Range</a>
   */
  public static boolean isCurrent(String validator, ObjectRecord object) {
    return validator.strip().equals(object.etag().quoted())
        || HttpDate.parse(validator)
            .filter(object.lastModified().truncatedTo(ChronoUnit.SECONDS)::equals)
            .isPresent();
  }

  /**
   * The value of {@code Content-Range}.
   *
   * @param sizeBytes how long the whole object is
   */
  public static String contentRange(long first, long lengthBytes, long sizeBytes) {
    return "bytes " + first + "-" + (first + lengthBytes - 1) + "/" + sizeBytes;
  }
}
