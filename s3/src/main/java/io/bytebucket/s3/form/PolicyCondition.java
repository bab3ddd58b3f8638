package io.bytebucket.s3.form;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy asks of one field of a form.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST
 *     policy</a>
 */
sealed interface PolicyCondition {
  /** The field as the policy names it, for example {@code $key}. */
  String variable();

  /** What the field is held against. */
  String expected();

  /** The field has exactly that value. */
  record Exactly(String variable, String expected) implements PolicyCondition {}

  /** The value of the field starts so; with nothing, the field only has to be there. */
  record StartsWith(String variable, String expected) implements PolicyCondition {}

  /** The name of the field in lower case; empty when it is not named as policies name fields. */
  default Optional<String> field() {
    return variable().startsWith("$")
        ? Optional.of(variable().substring(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** Whether fields (by their names in lower case) are as they should. */
  default boolean holds(Map<String, String> fields) {
    Optional<String> found = field().map(fields::get);
    return switch (this) {
      case Exactly exactly -> found.filter(expected()::equals).isPresent();
      case StartsWith prefix -> found.filter(this::allStart).isPresent();
    };
  }

  /** A content type with commas is a list, of which each has to start so. */
  private boolean allStart(String value) {
    if (!field().equals(Optional.of("content-type"))) {
      return value.startsWith(expected());
    }
    // Without a list of them: a policy may ask this of one long value many times.
    for (int start = 0; start <= value.length(); ) {
      while (start < value.length() && Character.isWhitespace(value.charAt(start))) {
        start++;
      }
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      if (end - start < expected().length() || !value.startsWith(expected(), start)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  /** The condition as S3 words it when it does not hold. */
  default String text() {
    String operation =
        switch (this) {
          case Exactly exactly -> "eq";
          case StartsWith prefix -> "starts-with";
        };
    return "[\"" + operation + "\", \"" + variable() + "\", \"" + expected() + "\"]";
  }
}
