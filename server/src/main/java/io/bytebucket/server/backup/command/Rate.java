package io.bytebucket.server.backup.command;

import io.bytebucket.server.backup.RateLimit;
import java.util.Locale;
import picocli.CommandLine;

/** A rate as it is written on a command line: {@code 50M}, in bytes a second. */
final class Rate implements CommandLine.ITypeConverter<RateLimit> {
  private static final String UNITS = "KMGT";
  private static final int STEP_BITS = 10;

  @Override
  public RateLimit convert(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    int unit = upper.isEmpty() ? -1 : UNITS.indexOf(upper.charAt(upper.length() - 1));
    String digits = unit < 0 ? upper : upper.substring(0, upper.length() - 1);
    try {
      long bytes = Math.multiplyExact(Long.parseLong(digits), 1L << (STEP_BITS * (unit + 1)));
      if (bytes > 0) {
        return RateLimit.of(bytes);
      }
    } catch (NumberFormatException | ArithmeticException noRate) {
      // Said below.
    }
    throw new CommandLine.TypeConversionException(
        "'" + text + "' is no rate: bytes a second, as 500K, 50M or 1G");
  }
}
