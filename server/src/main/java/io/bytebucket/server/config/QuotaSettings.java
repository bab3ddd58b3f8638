package io.bytebucket.server.config;

import io.bytebucket.core.bucket.Quota;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the settings about quotas. */
final class QuotaSettings {
  private QuotaSettings() {}

  /**
   * How much a new bucket may hold.
   *
   * @throws ConfigException with a message that names the setting and what is allowed
   */
  static Quota of(Settings settings) {
    return new Quota(
        number(settings, Setting.DEFAULT_QUOTA_BYTES),
        number(settings, Setting.DEFAULT_QUOTA_OBJECTS));
  }

  private static OptionalLong number(Settings settings, Setting setting) {
    Optional<String> text = settings.get(setting);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= 0 && number <= Quota.MAX) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, like a number that is out of range.
    }
    throw new ConfigException(setting + " must be a whole number from 0 to " + Quota.MAX);
  }
}
