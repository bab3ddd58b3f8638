package io.bytebucket.admin.auth;

import io.bytebucket.http.PercentCoding;
import java.security.SecureRandom;

/** What the codes of a second factor follow from, as a person brings it to an app. */
public record FactorSecret(String base32) {
  private static final int BYTES = 20;
  private static final String ISSUER = "ByteBucket";

  /** One that nobody had before. */
  public static FactorSecret random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new FactorSecret(Base32.encode(bytes));
  }

  /** What an app reads off a picture. */
  public String uri(String userName) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(ISSUER, PercentCoding.encode(userName, false), base32, ISSUER);
  }

  /** Nothing of what it is. */
  @Override
  public String toString() {
    return "FactorSecret";
  }
}
