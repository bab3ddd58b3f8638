package io.bytebucket.admin.user;

import io.bytebucket.admin.error.AdminException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** When a key ends, as documents say it: a time, or {@code never}. */
final class Expiry {
  private static final String NEVER = "never";

  private Expiry() {}

  /**
   * The time that a document says.
   *
   * @return empty for never
   * @throws AdminException when it is no time
   */
  static Optional<Instant> parse(String text) {
    if (text.equals(NEVER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException noTime) {
      throw AdminException.invalid("expiresAt is a time such as 2030-01-31T12:00:00Z, or never.");
    }
  }
}
