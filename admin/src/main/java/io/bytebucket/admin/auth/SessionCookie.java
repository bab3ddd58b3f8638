package io.bytebucket.admin.auth;

import io.bytebucket.http.Request;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie of a session. Over TLS it has the prefix that keeps other hosts of the domain, and
 * whoever speaks plain HTTP in this one's name, from setting it; browsers ask a path of {@code /}
 * for that. Without TLS it goes to the API alone. Each kind is heeded only where it is set.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis">Cookies: HTTP
 *     State Management Mechanism</a>
 */
final class SessionCookie {
  private static final String NAME = "bb_admin_session";
  private static final String HOST_PREFIX = "__Host-";
  private static final String ALWAYS = "; HttpOnly; SameSite=Strict";
  private static final String PAST = "; Max-Age=0";
  private static final String TLS = "https";

  /** As a token is written: 32 bytes. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private SessionCookie() {}

  /** The token that a request carries; empty as well when it carries several. */
  static Optional<String> token(Request request) {
    String wanted = name(request) + "=";
    Optional<String> found = Optional.empty();
    for (String header : request.headers().all("cookie")) {
      int start = 0;
      while (start < header.length()) {
        int semicolon = header.indexOf(';', start);
        int end = semicolon < 0 ? header.length() : semicolon;
        String pair = header.substring(start, end).strip();
        if (pair.startsWith(wanted)) {
          if (found.isPresent()) {
            return Optional.empty();
          }
          found = Optional.of(pair.substring(wanted.length()));
        }
        start = end + 1;
      }
    }
    return found.filter(value -> TOKEN.matcher(value).matches());
  }

  /** Sets it, for as long as the browser is open. */
  static String set(Request request, String token) {
    return name(request) + "=" + token + where(request) + ALWAYS;
  }

  /** Takes it away. */
  static String clear(Request request) {
    return name(request) + "=" + where(request) + ALWAYS + PAST;
  }

  private static String name(Request request) {
    return isSecure(request) ? HOST_PREFIX + NAME : NAME;
  }

  /**
   * Without TLS no path is said: then browsers take the folder of the address that they asked,
   * which is that of the API also where a proxy put a prefix before it that nobody here knows.
   * Behind a slash at the end that folder would be another.
   */
  private static String where(Request request) {
    if (isSecure(request)) {
      return "; Path=/; Secure";
    }
    return request.rawPath().endsWith("/") ? "; Path=/api" : "";
  }

  private static boolean isSecure(Request request) {
    return request.scheme().equals(TLS);
  }
}
