package io.bytebucket.s3.op;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How S3 writes dates and numbers, in documents, headers and parameters. */
final class Texts {
  private static final DateTimeFormatter ISO_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Texts() {}

  /**
   * For example {@code 2026-11-22T18:47:24.000Z}: in documents. The fraction is nought, as on S3,
   * so that a date in a listing is the one in the header of the object.
   */
  static String isoDate(Instant instant) {
    return ISO_DATE.format(instant);
  }

  /** For example {@code Sun, 22 Nov 2026 18:47:24 GMT}: in headers. */
  static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant);
  }

  /** The date in a header; one that cannot be read counts as none, as HTTP has it. */
  static Optional<Instant> parseHttpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** The date in a document, in ISO 8601 or as in a header: clients differ. */
  static Optional<Instant> parseDate(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException notIso) {
      return parseHttpDate(text);
    }
  }

  /**
   * A number of 32 bits in a query parameter; without a plus sign, which S3 does not take.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  static int integer(String name, String text) {
    try {
      if (!text.startsWith("+")) {
        return Integer.parseInt(text);
      }
    } catch (NumberFormatException notAnInteger) {
      // Answered below.
    }
    throw new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "Provided " + name + " not an integer or within integer range")
        .with("ArgumentName", name)
        .with("ArgumentValue", text);
  }
}
