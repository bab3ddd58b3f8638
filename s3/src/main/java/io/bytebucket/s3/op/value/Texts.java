package io.bytebucket.s3.op.value;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How S3 writes dates and numbers, in documents, headers and parameters. */
public final class Texts {
  private static final DateTimeFormatter ISO_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private Texts() {}

  /**
   * A date in a document, for example {@code 2026-11-22T18:47:24.000Z}. The fraction is always
   * zero, as on S3, so a listing shows the same date as the header of the object.
   */
  public static String isoDate(Instant instant) {
    return ISO_DATE.format(instant);
  }

  /**
   * A date in a header, for example {@code Sun, 22 Nov 2026 18:47:24 GMT}. It is put together by
   * hand because every answer about an object has one, and a formatter is slower.
   */
  public static String httpDate(Instant instant) {
    OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
    StringBuilder out = new StringBuilder("Sun, 22 Nov 2026 18:47:24 GMT".length());
    out.append(DAYS.get(time.getDayOfWeek().getValue() - 1)).append(", ");
    twoDigits(out, time.getDayOfMonth()).append(' ');
    out.append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
    twoDigits(out, time.getYear() / 100);
    twoDigits(out, time.getYear() % 100).append(' ');
    twoDigits(out, time.getHour()).append(':');
    twoDigits(out, time.getMinute()).append(':');
    return twoDigits(out, time.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder twoDigits(StringBuilder out, int number) {
    return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** The date in a header. As HTTP demands, one that cannot be read counts as none. */
  static Optional<Instant> parseHttpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** The date in a document, in ISO 8601 or in the form of a header: clients send both. */
  static Optional<Instant> parseDate(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException notIso) {
      return parseHttpDate(text);
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
