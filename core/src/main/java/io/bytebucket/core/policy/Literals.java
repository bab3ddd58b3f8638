package io.bytebucket.core.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What texts stand for, in policies and in requests alike. */
final class Literals {
  /** Without an exponent, so that a short text is not a number of endless digits. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(?:\\.[0-9]{1,40})?");

  private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,11}");

  private Literals() {}

  static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /** A time of ISO 8601, or seconds since 1970. A day alone is its beginning. */
  static Optional<Instant> date(String text) {
    try {
      if (EPOCH.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  static Optional<Boolean> bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<byte[]> binary(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The text without regard to case, character by character. */
  static String folded(String text) {
    int[] folded =
        text.codePoints().map(c -> Character.toLowerCase(Character.toUpperCase(c))).toArray();
    return new String(folded, 0, folded.length);
  }

  /**
   * What the texts of one request stand for, each of them looked at once however many statements
   * ask. Used by the thread of its request.
   */
  static final class Converted {
    private final Map<String, String> folded = new HashMap<>();
    private final Map<String, Optional<BigDecimal>> numbers = new HashMap<>();
    private final Map<String, Optional<Instant>> dates = new HashMap<>();
    private final Map<String, Optional<InetAddress>> addresses = new HashMap<>();

    String folded(String text) {
      return once(folded, text, Literals::folded);
    }

    Optional<BigDecimal> number(String text) {
      return once(numbers, text, Literals::number);
    }

    Optional<Instant> date(String text) {
      return once(dates, text, Literals::date);
    }

    Optional<InetAddress> address(String text) {
      return once(addresses, text, literal -> CidrBlock.of(literal).map(CidrBlock::address));
    }

    private static <T> T once(Map<String, T> known, String text, Function<String, T> convert) {
      T found = known.get(text);
      if (found == null) {
        found = convert.apply(text);
        known.put(text, found);
      }
      return found;
    }
  }
}
