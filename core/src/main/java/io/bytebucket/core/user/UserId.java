package io.bytebucket.core.user;

import java.security.SecureRandom;

/**
 * Who somebody is, whatever they sign with: the owner in every record. Never given twice, so that
 * nobody inherits what another one left behind.
 *
 * <p>A user that was made when each had one access key has that key's id as its own: so what was
 * stored before belongs to the same user as ever.
 *
 * @param value at most {@value #LENGTH_MAX} characters; empty for nobody. Not told to clients: they
 *     know users by {@link CanonicalId}
 */
public record UserId(String value) {
  /** The longest id, in characters. */
  public static final int LENGTH_MAX = 128;

  /** The owner of what nobody signed for. */
  public static final UserId NOBODY = new UserId("");

  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz234567";

  /** 100 bits; and in lower case, as access keys by the habit of AWS are not. */
  private static final int RANDOM_LENGTH = 20;

  /** An id that nobody had before. */
  static UserId random(SecureRandom random) {
    StringBuilder id = new StringBuilder(RANDOM_LENGTH);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      id.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return new UserId(id.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
