package io.bytebucket.core.signin;

import io.bytebucket.core.schema.SignInKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a session is known by: the SHA-256 of its token. The token itself is kept nowhere, so that
 * nobody who reads the store can take a session over.
 *
 * @param hex 64 digits in lower case; no secret
 */
public record SessionHash(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /** Of that token. */
  public static SessionHash of(String token) {
    try {
      return of(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }

  /** What a text says, if it says one. */
  public static Optional<SessionHash> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new SessionHash(text)) : Optional.empty();
  }

  static SessionHash of(byte[] bytes) {
    return new SessionHash(SignInKeys.hex(bytes));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
