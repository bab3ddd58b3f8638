package io.bytebucket.server.jetty;

import java.util.Optional;
import org.eclipse.jetty.http.HttpException;

/**
 * What a request line asks for, split at its first question mark and otherwise as it was sent.
 *
 * @param path the raw path, which starts with a slash
 * @param query the raw query without its question mark, or the empty string
 */
record RequestTarget(String path, String query) {
  /** What the parser leaves where bytes were not UTF-8. */
  private static final char NOT_UTF_8 = '\uFFFD';

  /** An escape that no decoder takes for UTF-8, so that such a target is refused as what it is. */
  private static final String UNDECODABLE = "%FF";

  /** What stands for a target that was not made out. */
  static final RequestTarget UNKNOWN = new RequestTarget("", "");

  /**
   * Throws when the query of a target has more parameters than that; before anything is made of
   * them, for each is a few objects.
   */
  static void requireFewParameters(String raw, int limit) {
    int count = 1;
    for (int at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', at + 1)) {
      count++;
      if (count > limit) {
        throw new HttpException.RuntimeException(431);
      }
    }
  }

  /**
   * Splits a target in origin form ({@code /path?query}) or absolute form ({@code
   * http://host/path?query}).
   *
   * @return empty for the forms that name no resource: {@code *} and {@code host:port}
   */
  static Optional<RequestTarget> parse(String raw) {
    String target = raw.startsWith("/") ? raw : afterAuthority(raw);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    if (target.indexOf(NOT_UTF_8) >= 0) {
      target = target.replace(String.valueOf(NOT_UTF_8), UNDECODABLE);
    }
    int question = target.indexOf('?');
    return Optional.of(
        question < 0
            ? new RequestTarget(target, "")
            : new RequestTarget(target.substring(0, question), target.substring(question + 1)));
  }

  private static String afterAuthority(String raw) {
    int scheme = raw.indexOf("://");
    if (scheme <= 0) {
      return "";
    }
    for (int i = scheme + 3; i < raw.length(); i++) {
      switch (raw.charAt(i)) {
        case '/' -> {
          return raw.substring(i);
        }
        case '?' -> {
          return "/" + raw.substring(i);
        }
        default -> {
          // still in the authority
        }
      }
    }
    return "/";
  }
}
