package io.bytebucket.core.failure;

/**
 * What can be wrong with the rules that say which pages of other origins may use a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of
 *     a CORS configuration</a>
 */
public sealed interface CorsFault {
  /** Which list of a rule a text stands in. */
  enum Field {
    ALLOWED_ORIGIN,
    ALLOWED_HEADER,
    EXPOSED_HEADER
  }

  /** There is no rule at all. */
  record NoRules() implements CorsFault {}

  /** There are more rules than there may be. */
  record TooManyRules(int limit) implements CorsFault {}

  /** The id of a rule is too long. */
  record IdTooLong(int limitChars) implements CorsFault {}

  /** A rule names no method or no origin. */
  record NoMethodOrOrigin() implements CorsFault {}

  /** A text of a rule holds a control character. */
  record ControlCharacter() implements CorsFault {}

  /** A rule allows a method that no page can be allowed to use. */
  record UnknownMethod(String method) implements CorsFault {}

  /** A text holds more than one wildcard. */
  record ManyWildcards(Field field, String text) implements CorsFault {}

  /** The name of a header field that pages may read holds a wildcard. */
  record ExposedWildcard(String header) implements CorsFault {}

  /** The name of a header field is empty. */
  record NamelessHeader() implements CorsFault {}

  /** The name of a header field holds a character that no such name has. */
  record BadCharacter(Field field, String text) implements CorsFault {}

  /** The part of the rule that every answer carries is too long. */
  record TooLongToSend(int limitBytes) implements CorsFault {}

  /** The time for which a browser may remember an answer is negative. */
  record NegativeAge() implements CorsFault {}
}
