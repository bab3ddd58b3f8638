package io.bytebucket.core.bucket;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rule of a {@link CorsConfiguration}. Its lists keep the order they were given in.
 *
 * @param id a name for it that means nothing to the server
 * @param allowedMethods the HTTP methods a page may use, in upper case
 * @param allowedOrigins the origins of such pages; one {@code *} in each stands for any characters,
 *     or none
 * @param allowedHeaders the header fields a page may send, in any case; one {@code *} in each as
 *     above
 * @param exposeHeaders the header fields of an answer a page may read
 * @param maxAgeSeconds how long a browser may remember what it was told
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html">CORSRule</a>
 */
public record CorsRule(
    Optional<String> id,
    List<String> allowedMethods,
    List<String> allowedOrigins,
    List<String> allowedHeaders,
    List<String> exposeHeaders,
    OptionalInt maxAgeSeconds) {
  /** The origin that stands for every one. */
  public static final String ANY_ORIGIN = "*";

  /** A rule that does not share its lists with the caller. */
  public CorsRule {
    allowedMethods = List.copyOf(allowedMethods);
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedHeaders = List.copyOf(allowedHeaders);
    exposeHeaders = List.copyOf(exposeHeaders);
  }

  /** Whether pages of every origin may do what the rule allows. */
  public boolean allowsAnyOrigin() {
    return allowedOrigins.contains(ANY_ORIGIN);
  }

  boolean matches(CorsRequest request) {
    return allowedMethods.contains(request.method())
        && allowedOrigins.stream().anyMatch(pattern -> matches(pattern, request.origin()))
        && allowsHeaders(request.headers());
  }

  private boolean allowsHeaders(List<String> names) {
    if (names.isEmpty()) {
      return true;
    }
    // Once for all names: there may be many of both.
    List<String> patterns =
        allowedHeaders.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList();
    return names.stream()
        .allMatch(name -> patterns.stream().anyMatch(pattern -> matches(pattern, name)));
  }

  /** Whether {@code text} is {@code pattern}, in which one star stands for anything. */
  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    return text.length() >= pattern.length() - 1
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(pattern.substring(star + 1));
  }
}
