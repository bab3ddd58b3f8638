package io.bytebucket.s3.op;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How S3 writes dates and numbers, in documents, headers and parameters. */
final class Texts {
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Texts() {}

  /** For example {@code 2026-11-22T18:47:24.000Z}: in documents. */
  static String isoDate(Instant instant) {
    return ISO_MILLIS.format(instant);
  }

  /** For example {@code Sun, 22 Nov 2026 18:47:24 GMT}: in headers. */
  static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant);
  }

  /** The date in a header; one that cannot be read counts as none, as HTTP has it. */
  static Optional<Instant> parseHttpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * A number from 0 up in a query parameter.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  static int parameterNumber(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a negative one.
    }
    throw new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "Provided " + name + " not an integer or within integer range")
        .with("ArgumentName", name)
        .with("ArgumentValue", text);
  }
}
