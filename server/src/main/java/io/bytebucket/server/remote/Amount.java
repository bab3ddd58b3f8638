package io.bytebucket.server.remote;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Reads a number of bytes or of requests: {@code 500K}, {@code 20M}, {@code 1G}, or digits alone.
 */
final class Amount implements CommandLine.ITypeConverter<Long> {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})([KMG]?)(?:i?B)?(?:/s)?");

  @Override
  public Long convert(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is no amount such as 500K, 20M or 1G");
    }
    int shift =
        switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
          case "K" -> 10;
          case "M" -> 20;
          case "G" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }
}
