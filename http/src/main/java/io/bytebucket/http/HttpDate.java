package io.bytebucket.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Dates as header fields have them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats">RFC 9110, date/time
 *     formats</a>
 */
public final class HttpDate {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private HttpDate() {}

  /**
   * A date in a header, for example {@code Sun, 22 Nov 2026 18:47:24 GMT}. It is put together by
   * hand because every answer about an object has one, and a formatter is slower.
   */
  public static String format(Instant instant) {
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
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
