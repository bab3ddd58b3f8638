package io.bytebucket.core.bucket;

import io.bytebucket.core.failure.CorsFault;
import io.bytebucket.core.failure.CorsFault.Field;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.value.FieldText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One rule of a {@link CorsConfiguration}. Its lists keep their order. {@link #requireAllowed}
 * checks whether a caller may set such a rule. Stored rules are read without that check, because
 * other rules may have been allowed when they were set.
 *
 * @param id a name for the rule, which means nothing to the server
 * @param allowedMethods the HTTP methods a page may use, in upper case
 * @param allowedOrigins the origins of such pages; each may hold one {@code *}, which stands for
 *     any number of characters
 * @param allowedHeaders the header fields a page may send, in upper or lower case; each may hold
 *     one {@code *} as above
 * @param exposeHeaders the header fields of an answer a page may read
 * @param maxAgeSeconds how long a browser may remember the answer
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

  /** The HTTP methods that a page may be allowed to use. */
  public static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

  private static final int ID_LIMIT_CHARS = 255;

  /**
   * How long the methods and exposed headers may be together, because every answer carries them.
   */
  private static final int SENT_LIMIT_BYTES = 8 << 10;

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

  /**
   * The same rule with another time for which a browser may remember the answer.
   *
   * @throws StoreException with {@link Failure.InvalidCors}
   */
  public CorsRule withMaxAgeSeconds(int seconds) {
    requireAge(seconds);
    return new CorsRule(
        id, allowedMethods, allowedOrigins, allowedHeaders, exposeHeaders, OptionalInt.of(seconds));
  }

  /**
   * Checks that S3 would accept the rule.
   *
   * @return this
   * @throws StoreException with {@link Failure.InvalidCors}
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements
   *     of a CORS configuration</a>
   */
  public CorsRule requireAllowed() {
    if (id.filter(text -> text.length() > ID_LIMIT_CHARS).isPresent()) {
      throw refused(new CorsFault.IdTooLong(ID_LIMIT_CHARS));
    }
    requirePrintable();
    if (allowedMethods.isEmpty() || allowedOrigins.isEmpty()) {
      throw refused(new CorsFault.NoMethodOrOrigin());
    }
    allowedMethods.forEach(CorsRule::requireMethod);
    allowedOrigins.forEach(origin -> requireOneStar(Field.ALLOWED_ORIGIN, origin));
    allowedHeaders.forEach(header -> requireOneStar(Field.ALLOWED_HEADER, header));
    allowedHeaders.forEach(header -> requireFieldName(Field.ALLOWED_HEADER, header));
    exposeHeaders.forEach(CorsRule::requireNoStar);
    exposeHeaders.forEach(header -> requireFieldName(Field.EXPOSED_HEADER, header));
    requireSendable();
    maxAgeSeconds.ifPresent(CorsRule::requireAge);
    return this;
  }

  private static void requireAge(int seconds) {
    if (seconds < 0) {
      throw refused(new CorsFault.NegativeAge());
    }
  }

  /**
   * Each of these texts may be sent in the header of an answer, where a line break would start
   * another field.
   */
  private void requirePrintable() {
    if (Stream.of(allowedMethods, allowedOrigins, allowedHeaders, exposeHeaders)
        .flatMap(List::stream)
        .anyMatch(text -> text.chars().anyMatch(c -> c < ' '))) {
      throw refused(new CorsFault.ControlCharacter());
    }
  }

  private static void requireMethod(String method) {
    if (!METHODS.contains(method)) {
      throw refused(new CorsFault.UnknownMethod(method));
    }
  }

  private static void requireOneStar(Field field, String text) {
    if (text.indexOf('*') != text.lastIndexOf('*')) {
      throw refused(new CorsFault.ManyWildcards(field, text));
    }
  }

  private static void requireNoStar(String header) {
    if (header.indexOf('*') >= 0) {
      throw refused(new CorsFault.ExposedWildcard(header));
    }
  }

  /**
   * AWS accepts an empty origin, which no page ever has, but not an empty name of a header field.
   */
  private static void requireFieldName(Field field, String text) {
    if (text.isEmpty()) {
      throw refused(new CorsFault.NamelessHeader());
    }
    if (!FieldText.isNamePart(text)) {
      throw refused(new CorsFault.BadCharacter(field, text));
    }
  }

  /** They stand in the header of every answer to a page that the rule allows. */
  private void requireSendable() {
    int size =
        Stream.of(allowedMethods, exposeHeaders)
            .flatMap(List::stream)
            .mapToInt(text -> text.length() + 2)
            .sum();
    if (size > SENT_LIMIT_BYTES) {
      throw refused(new CorsFault.TooLongToSend(SENT_LIMIT_BYTES));
    }
  }

  private static StoreException refused(CorsFault fault) {
    return new StoreException(new Failure.InvalidCors(fault));
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
    // Computed once for all names, because there may be many names and many patterns.
    List<String> patterns =
        allowedHeaders.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList();
    return names.stream()
        .allMatch(name -> patterns.stream().anyMatch(pattern -> matches(pattern, name)));
  }

  /** Whether {@code text} matches {@code pattern}, where one star stands for any characters. */
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
