package io.bytebucket.core.policy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a condition compares what a request says with what the policy says.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM
 *     JSON policy elements: Condition operators</a>
 */
enum Operator {
  STRING_EQUALS("StringEquals", Kind.TEXT),
  STRING_NOT_EQUALS("StringNotEquals", Kind.TEXT),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Kind.FOLDED_TEXT),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Kind.FOLDED_TEXT),
  STRING_LIKE("StringLike", Kind.PATTERN),
  STRING_NOT_LIKE("StringNotLike", Kind.PATTERN),
  NUMERIC_EQUALS("NumericEquals", Kind.NUMBER),
  NUMERIC_NOT_EQUALS("NumericNotEquals", Kind.NUMBER),
  NUMERIC_LESS_THAN("NumericLessThan", Kind.NUMBER),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.NUMBER),
  NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.NUMBER),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Kind.NUMBER),
  DATE_EQUALS("DateEquals", Kind.DATE),
  DATE_NOT_EQUALS("DateNotEquals", Kind.DATE),
  DATE_LESS_THAN("DateLessThan", Kind.DATE),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", Kind.DATE),
  DATE_GREATER_THAN("DateGreaterThan", Kind.DATE),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Kind.DATE),
  BOOL("Bool", Kind.BOOLEAN),
  BINARY_EQUALS("BinaryEquals", Kind.BINARY),
  IP_ADDRESS("IpAddress", Kind.ADDRESS),
  NOT_IP_ADDRESS("NotIpAddress", Kind.ADDRESS),
  ARN_EQUALS("ArnEquals", Kind.ARN),
  ARN_LIKE("ArnLike", Kind.ARN),
  ARN_NOT_EQUALS("ArnNotEquals", Kind.ARN),
  ARN_NOT_LIKE("ArnNotLike", Kind.ARN),
  NULL("Null", Kind.PRESENCE);

  private static final Map<String, Operator> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(operator -> operator.text, Function.identity()));

  /** What the values are taken for. */
  enum Kind {
    TEXT,
    FOLDED_TEXT,
    PATTERN,
    NUMBER,
    DATE,
    BOOLEAN,
    BINARY,
    ADDRESS,
    ARN,
    /** Whether there is any value. */
    PRESENCE
  }

  private final String text;
  private final Kind kind;

  Operator(String text, Kind kind) {
    this.text = text;
    this.kind = kind;
  }

  /** The one of that name. */
  static Optional<Operator> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  Kind kind() {
    return kind;
  }

  /** Whether no value may match, rather than one of them has to. */
  boolean isNegated() {
    return switch (this) {
      case STRING_NOT_EQUALS,
          STRING_NOT_EQUALS_IGNORE_CASE,
          STRING_NOT_LIKE,
          NUMERIC_NOT_EQUALS,
          DATE_NOT_EQUALS,
          NOT_IP_ADDRESS,
          ARN_NOT_EQUALS,
          ARN_NOT_LIKE ->
          true;
      default -> false;
    };
  }

  /** Whether what the request says may stand so to what the policy says. */
  boolean takes(int comparison) {
    return switch (this) {
      case NUMERIC_LESS_THAN, DATE_LESS_THAN -> comparison < 0;
      case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS -> comparison <= 0;
      case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> comparison > 0;
      case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> comparison >= 0;
      default -> comparison == 0;
    };
  }
}
