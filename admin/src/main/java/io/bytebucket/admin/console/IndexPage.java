package io.bytebucket.admin.console;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The page that all pages of the console begin as. With each answer it gets a nonce, which the
 * styles carry that script makes, and the base of all its addresses. Thread-safe.
 */
final class IndexPage {
  /** What the build wrote where a nonce goes. */
  private static final String NONCE_PLACE = "BYTEBUCKET-NONCE";

  /** What the build wrote where the base goes. */
  private static final String BASE_PLACE = "<base href=\"./\"";

  private static final int NONCE_BYTES = 18;

  private final String text;
  private final SecureRandom random = new SecureRandom();

  IndexPage(byte[] built) {
    text = new String(built, StandardCharsets.UTF_8);
  }

  /** A nonce that nobody can guess. */
  String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * What the page may do: nothing that does not come from here. Styles that script makes need the
   * nonce.
   */
  static String policy(String nonce) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-" + nonce + "'",
        "style-src-attr 'none'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "frame-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "frame-ancestors 'none'");
  }

  /** The page for a path, with that nonce. */
  byte[] at(String rawPath, String nonce) {
    return text.replace(NONCE_PLACE, nonce)
        .replace(BASE_PLACE, "<base href=\"" + base(rawPath) + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Where the console is mounted, seen from a path: as many steps up as the path is deep. So it is
   * right behind a proxy that takes a prefix away, without anybody saying which.
   */
  static String base(String rawPath) {
    int depth = depth(rawPath);
    return depth == 0 ? "./" : "../".repeat(depth);
  }

  /** How many folders deep a path is. */
  static int depth(String rawPath) {
    return Math.toIntExact(rawPath.chars().filter(c -> c == '/').count() - 1);
  }
}
