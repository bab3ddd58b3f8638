package io.bytebucket.admin.auth;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.bytebucket.core.signin.OneTimeCodes;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes that apps on phones show: six digits for each half a minute. The codes of one step
 * before and one behind count too, for clocks that differ. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
public final class TotpCodes implements OneTimeCodes {
  private static final int STEPS_NEAR = 1;
  private static final Pattern CODE = Pattern.compile("\\d{6}");

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator();
  private final long stepSeconds = generator.getTimeStep().toSeconds();
  private final InstantSource clock;

  /** Codes by that clock. */
  public TotpCodes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public OptionalLong stepOf(String secret, String code) {
    String typed = code.replace(" ", "");
    if (!CODE.matcher(typed).matches()) {
      return OptionalLong.empty();
    }
    long now = clock.instant().getEpochSecond() / stepSeconds;
    OptionalLong found = OptionalLong.empty();
    for (long step = now - STEPS_NEAR; step <= now + STEPS_NEAR; step++) {
      if (isEqual(at(secret, step), typed)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code of a step. */
  String at(String secret, long step) {
    try {
      return generator.generateOneTimePasswordString(
          new SecretKeySpec(Base32.decode(secret), generator.getAlgorithm()),
          Instant.ofEpochSecond(step * stepSeconds),
          Locale.ROOT);
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException("a secret is a key of any length", impossible);
    }
  }

  private static boolean isEqual(String right, String typed) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
  }
}
