package io.bytebucket.testkit.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A condition in plain words.
 *
 * @param operator as policies write it
 * @param key as policies write it
 * @param values one of them has to match; of a negated operator none may
 */
public record NaiveCondition(String operator, String key, List<String> values) {
  /** Whether it holds; what nobody can tell is as the caller of this says. */
  boolean holds(NaiveRequest request, boolean unlessKnown) {
    String name = NaivePolicy.name(key);
    if (request.isUnknown(name)) {
      return unlessKnown;
    }
    List<String> said = request.said(name);
    if (operator.equals("Null")) {
      return values.contains(said.isEmpty() ? "true" : "false");
    }
    String rest = operator.replace("ForAllValues:", "").replace("ForAnyValue:", "");
    String plain = rest.replace("IfExists", "");
    boolean isNegated = plain.contains("Not");
    String positive = plain.replace("Not", "");
    if (said.isEmpty()) {
      if (!rest.equals(plain) || operator.startsWith("ForAllValues:")) {
        return true;
      }
      return !operator.startsWith("ForAnyValue:") && isNegated;
    }
    List<Boolean> each = new ArrayList<>();
    for (String one : said) {
      boolean isMatched = values.stream().anyMatch(value -> matches(positive, one, value, request));
      each.add(isNegated != isMatched);
    }
    if (operator.startsWith("ForAnyValue:")) {
      return each.contains(true);
    }
    if (operator.startsWith("ForAllValues:") || isNegated) {
      return !each.contains(false);
    }
    return each.contains(true);
  }

  private static boolean matches(String operator, String said, String value, NaiveRequest request) {
    boolean isText = operator.startsWith("String") || operator.startsWith("Arn");
    Optional<String> pattern =
        isText
            ? NaivePolicy.expression(
                value, request, operator.endsWith("Like") || operator.startsWith("Arn"))
            : Optional.of(value);
    if (pattern.isEmpty()) {
      return false;
    }
    return switch (operator) {
      case "StringEquals", "StringLike" -> NaivePolicy.isLike(said, pattern.get());
      case "StringEqualsIgnoreCase" ->
          Pattern.compile(pattern.get(), Pattern.CASE_INSENSITIVE).matcher(said).matches();
      case "ArnEquals", "ArnLike" -> isArnLike(said, value, request);
      case "NumericEquals" -> number(said).compareTo(number(value)) == 0;
      case "NumericLessThan" -> number(said).compareTo(number(value)) < 0;
      case "NumericLessThanEquals" -> number(said).compareTo(number(value)) <= 0;
      case "NumericGreaterThan" -> number(said).compareTo(number(value)) > 0;
      case "NumericGreaterThanEquals" -> number(said).compareTo(number(value)) >= 0;
      case "DateEquals" -> Instant.parse(said).equals(Instant.parse(value));
      case "DateLessThan" -> Instant.parse(said).isBefore(Instant.parse(value));
      case "DateGreaterThanEquals" -> !Instant.parse(said).isBefore(Instant.parse(value));
      case "Bool" -> said.equals(value);
      case "IpAddress" -> isInside(said, value);
      default -> throw new IllegalArgumentException("no such operator: " + operator);
    };
  }

  private static boolean isArnLike(String said, String value, NaiveRequest request) {
    String[] asked = said.split(":", 6);
    String[] wanted = value.split(":", 6);
    for (int i = 0; i < 6; i++) {
      Optional<String> part = NaivePolicy.expression(wanted[i], request, true);
      if (part.isEmpty() || !NaivePolicy.isLike(asked[i], part.get())) {
        return false;
      }
    }
    return true;
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  /** By the bits, written out. */
  private static boolean isInside(String address, String block) {
    String[] parts = block.split("/", -1);
    String own = bits(parts[0]);
    String other = bits(address);
    int length = parts.length > 1 ? Integer.parseInt(parts[1]) : own.length();
    return own.length() == other.length()
        && own.substring(0, length).equals(other.substring(0, length));
  }

  private static String bits(String address) {
    StringBuilder bits = new StringBuilder();
    for (byte each : InetAddress.ofLiteral(address).getAddress()) {
      bits.append(Integer.toBinaryString((each & 0xFF) | 0x100).substring(1));
    }
    return bits.toString();
  }

  /** Whether it lets through only callers of whom it says who they are, or where from. */
  boolean pins() {
    boolean isWho =
        List.of("aws:sourceip", "aws:principalarn", "aws:userid", "aws:sourcevpce")
            .contains(NaivePolicy.name(key));
    boolean isLoose =
        operator.contains("IfExists")
            || operator.startsWith("ForAllValues:")
            || operator.contains("Not")
            || operator.equals("Null");
    boolean hasWildcards = operator.contains("Like") || operator.contains("Arn");
    return isWho
        && !isLoose
        && values.stream()
            .allMatch(value ->
                !value.contains("${")
                    && !(hasWildcards && (value.contains("*") || value.contains("?")))
                    && !(operator.contains("IpAddress") && isWide(value)));
  }

  private static boolean isWide(String block) {
    String[] parts = block.split("/", -1);
    return parts.length > 1 && Integer.parseInt(parts[1]) < (parts[0].contains(":") ? 32 : 8);
  }
}
