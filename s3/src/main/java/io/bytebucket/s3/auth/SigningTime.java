package io.bytebucket.s3.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The time at which a request says it was signed.
 *
 * @param instant the moment, in whole seconds
 * @param text the moment as it is signed, for example {@code 20130524T000000Z}
 */
record SigningTime(Instant instant, String text) {
  private static final int LENGTH = "yyyyMMddTHHmmssZ".length();
  private static final int DATE_LENGTH = "yyyyMMdd".length();
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Parses the form of {@code x-amz-date}; empty when the text has another form or is not a date.
   */
  static Optional<SigningTime> parse(String text) {
    if (text.length() != LENGTH || text.charAt(DATE_LENGTH) != 'T' || !text.endsWith("Z")) {
      return Optional.empty();
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              digits(text, 0, 4),
              digits(text, 4, 6),
              digits(text, 6, 8),
              digits(text, 9, 11),
              digits(text, 11, 13),
              digits(text, 13, 15));
      return Optional.of(new SigningTime(time.toInstant(ZoneOffset.UTC), text));
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }

  /** Parses the {@code Date} header: as above, or in HTTP's own form. */
  static Optional<SigningTime> parseDateHeader(String text) {
    Optional<SigningTime> basic = parse(text);
    if (basic.isPresent()) {
      return basic;
    }
    try {
      Instant instant = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(new SigningTime(instant, BASIC.format(instant)));
    } catch (DateTimeException notHttp) {
      return Optional.empty();
    }
  }

  /** The day, as a credential names it. */
  String date() {
    return text.substring(0, DATE_LENGTH);
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("not a digit");
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
