package io.bytebucket.server.config;

import io.bytebucket.pipeline.limit.BanRule;
import io.bytebucket.pipeline.limit.Guards;
import io.bytebucket.pipeline.limit.RateLimit;
import java.time.Duration;
import java.util.Locale;

/** Reads the settings about who is turned away. */
final class GuardSettings {
  private GuardSettings() {}

  /**
   * Who is believed about where requests come from, and who is turned away.
   *
   * @throws ConfigException with a message that names the setting and what is allowed
   */
  static Guards.Baseline of(Settings settings) {
    return new Guards.Baseline(ProxySettings.of(settings), rateLimit(settings), banRule(settings));
  }

  private static RateLimit rateLimit(Settings settings) {
    boolean isEnabled = flag(settings, Setting.RATE_LIMIT_ENABLED);
    int least = isEnabled ? 1 : 0;
    double perSecond = decimal(settings, Setting.RATE_LIMIT_RPS, least);
    return new RateLimit(
        isEnabled, perSecond, number(settings, Setting.RATE_LIMIT_BURST, least, RateLimit.MAX));
  }

  private static BanRule banRule(Settings settings) {
    return new BanRule(
        flag(settings, Setting.IP_BAN_ENABLED),
        number(settings, Setting.IP_BAN_MAX_FAILURES, 1, BanRule.FAILURES_MAX),
        seconds(settings, Setting.IP_BAN_WINDOW_SECONDS, BanRule.WINDOW_MAX),
        seconds(settings, Setting.IP_BAN_SECONDS, BanRule.BAN_MAX));
  }

  private static Duration seconds(Settings settings, Setting setting, Duration most) {
    return Duration.ofSeconds(number(settings, setting, 1, (int) most.toSeconds()));
  }

  private static boolean flag(Settings settings, Setting setting) {
    return switch (settings.get(setting).orElse("").toLowerCase(Locale.ROOT)) {
      case "false", "0" -> false;
      case "true", "1" -> true;
      default -> throw new ConfigException(setting + " must be true or false");
    };
  }

  private static double decimal(Settings settings, Setting setting, int least) {
    try {
      double value = Double.parseDouble(settings.get(setting).orElse(""));
      if (value >= least && value <= RateLimit.MAX) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number that is out of range.
    }
    throw new ConfigException(setting + " must be a number from " + least + " to " + RateLimit.MAX);
  }

  private static int number(Settings settings, Setting setting, int least, int most) {
    try {
      int value = Integer.parseInt(settings.get(setting).orElse(""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number that is out of range.
    }
    throw new ConfigException(setting + " must be a whole number from " + least + " to " + most);
  }
}
