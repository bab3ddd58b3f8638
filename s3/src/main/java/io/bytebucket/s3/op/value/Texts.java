package io.bytebucket.s3.op.value;

import io.bytebucket.http.HttpDate;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How S3 writes dates and numbers, in documents, headers and parameters. */
public final class Texts {
  private static final DateTimeFormatter ISO_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Texts() {}

  /**
   * A date in a document, for example {@code 2026-11-22T18:47:24.000Z}. The fraction is always
   * zero, as on S3, so a listing shows the same date as the header of the object.
   */
  public static String isoDate(Instant instant) {
    return ISO_DATE.format(instant);
  }

  /** The date in a document, in ISO 8601 or in the form of a header: clients send both. */
  static Optional<Instant> parseDate(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException notIso) {
      return HttpDate.parse(text);
    }
  }

  /**
   * A 32-bit number in a query parameter. A plus sign is refused, as on S3.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static int integer(String name, String text) {
    try {
      if (!text.startsWith("+")) {
        return Integer.parseInt(text);
      }
    } catch (NumberFormatException notAnInteger) {
      // Refused below.
    }
    throw new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "Provided " + name + " not an integer or within integer range")
        .with("ArgumentName", name)
        .with("ArgumentValue", text);
  }
}
