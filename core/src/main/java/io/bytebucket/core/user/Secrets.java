package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.failure.UserFault;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Ids and secrets of access keys: made at random, or brought along and looked at. */
final class Secrets {
  /** The shortest secret that may be brought along, in characters. */
  static final int LENGTH_MIN = 8;

  /** The longest one. */
  static final int LENGTH_MAX = 128;

  private static final Pattern SECRET = Pattern.compile("[\\x20-\\x7E]{8,128}");
  private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7E&&[^,/=]]{3,128}");

  private static final String KEY_ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** As long as those of AWS: 100 bits. */
  private static final int KEY_ID_LENGTH = 20;

  /** 40 characters, as those of AWS. */
  private static final int SECRET_BYTES = 30;

  private Secrets() {}

  static String randomKeyId(SecureRandom random) {
    StringBuilder id = new StringBuilder(KEY_ID_LENGTH);
    for (int i = 0; i < KEY_ID_LENGTH; i++) {
      id.append(KEY_ID_CHARACTERS.charAt(random.nextInt(KEY_ID_CHARACTERS.length())));
    }
    return id.toString();
  }

  static String random(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String requireKeyId(String id) {
    if (!KEY_ID.matcher(id).matches()) {
      throw new StoreException(new Failure.InvalidUser(new UserFault.InvalidKeyId(id)));
    }
    return id;
  }

  static String require(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      throw new StoreException(
          new Failure.InvalidUser(new UserFault.InvalidSecret(LENGTH_MIN, LENGTH_MAX)));
    }
    return secret;
  }
}
