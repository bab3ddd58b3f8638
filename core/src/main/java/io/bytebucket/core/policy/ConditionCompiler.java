package io.bytebucket.core.policy;

import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.policy.Condition.Quantifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes conditions of what a statement says under that name. */
final class ConditionCompiler {
  private static final String ALL = "ForAllValues:";
  private static final String ANY = "ForAnyValue:";
  private static final String IF_EXISTS = "IfExists";

  private final boolean hasVariables;

  /**
   * A compiler.
   *
   * @param hasVariables whether the version of the policy knows variables
   */
  ConditionCompiler(boolean hasVariables) {
    this.hasVariables = hasVariables;
  }

  /** The conditions, those last for which something has to be looked up. */
  List<Condition> compile(Json element) {
    if (!(element instanceof Json.Fields(List<Json.Field> operators))) {
      throw Faults.of(new PolicyFault.InvalidJson());
    }
    List<Condition> conditions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Json.Field operator : operators) {
      if (!seen.add(operator.name())) {
        throw Faults.of(new PolicyFault.RepeatedElement(operator.name()));
      }
      compile(Operation.of(operator.name()), operator.value(), conditions);
    }
    conditions.sort(Comparator.comparing(Condition::isStored));
    return List.copyOf(conditions);
  }

  /** An operator with what stands around its name. */
  private record Operation(Operator operator, Quantifier quantifier, boolean isIfExists) {
    static Operation of(String name) {
      String rest = name;
      Quantifier quantifier = Quantifier.ONE;
      if (name.startsWith(ALL)) {
        quantifier = Quantifier.ALL;
        rest = name.substring(ALL.length());
      } else if (name.startsWith(ANY)) {
        quantifier = Quantifier.ANY;
        rest = name.substring(ANY.length());
      }
      boolean isIfExists = rest.endsWith(IF_EXISTS);
      if (isIfExists) {
        rest = rest.substring(0, rest.length() - IF_EXISTS.length());
      }
      boolean isPlain = !isIfExists && quantifier == Quantifier.ONE;
      Operator operator =
          Operator.of(rest)
              .filter(found -> isPlain || found != Operator.NULL)
              .orElseThrow(() -> Faults.of(new PolicyFault.InvalidOperator(name)));
      return new Operation(operator, quantifier, isIfExists);
    }
  }

  private void compile(Operation operation, Json element, List<Condition> conditions) {
    if (!(element instanceof Json.Fields(List<Json.Field> keys))) {
      throw Faults.of(new PolicyFault.InvalidJson());
    }
    Set<KeyName> seen = new HashSet<>();
    for (Json.Field field : keys) {
      KeyName key =
          KeyName.of(field.name()).orElseThrow(() -> Faults.of(new PolicyFault.InvalidKey()));
      if (!seen.add(key)) {
        throw Faults.of(new PolicyFault.RepeatedElement(field.name()));
      }
      List<String> values =
          field.value().each().stream()
              .map(value -> Faults.text(value, new PolicyFault.InvalidValue()))
              .toList();
      if (values.isEmpty()) {
        throw Faults.of(new PolicyFault.InvalidValue());
      }
      conditions.add(condition(operation, key, values));
    }
  }

  private Condition condition(Operation operation, KeyName key, List<String> values) {
    Operator operator = operation.operator();
    if (operator == Operator.NULL) {
      return new Condition.Presence(
          key, all(values, Literals::bool, new PolicyFault.InvalidValue()));
    }
    if (key.key() == ConditionKey.SOURCE_IP) {
      all(values, CidrBlock::of, new PolicyFault.InvalidAddress());
    }
    return new Condition.Comparison(
        key,
        operation.quantifier(),
        operator.isNegated(),
        operation.isIfExists(),
        matcher(operator, values));
  }

  private Matcher matcher(Operator operator, List<String> values) {
    PolicyFault invalid = new PolicyFault.InvalidValue();
    return switch (operator.kind()) {
      case TEXT -> Matcher.Texts.of(patterns(values, reading(false, false)), false);
      case FOLDED_TEXT -> Matcher.Texts.of(patterns(values, reading(false, true)), true);
      case PATTERN -> Matcher.Texts.of(patterns(values, reading(true, false)), false);
      case NUMBER -> new Matcher.Numbers(operator, all(values, Literals::number, invalid));
      case DATE -> new Matcher.Dates(operator, all(values, Literals::date, invalid));
      case BOOLEAN -> new Matcher.Booleans(all(values, Literals::bool, invalid));
      case BINARY -> new Matcher.Binaries(all(values, Literals::binary, invalid));
      case ADDRESS ->
          new Matcher.Addresses(all(values, CidrBlock::of, new PolicyFault.InvalidAddress()));
      case ARN ->
          new Matcher.Arns(
              patterns(values, reading(true, false)).stream().map(ArnPattern::of).toList());
      case PRESENCE -> throw new IllegalStateException("whether a key is there compares nothing");
    };
  }

  private TextPattern.Reading reading(boolean hasWildcards, boolean isFolded) {
    return new TextPattern.Reading(hasWildcards, hasVariables, isFolded);
  }

  private static List<TextPattern> patterns(List<String> values, TextPattern.Reading reading) {
    return values.stream()
        .map(value -> TextPattern.of(value, reading, new PolicyFault.InvalidValue()))
        .toList();
  }

  private static <T> List<T> all(
      List<String> values, Function<String, Optional<T>> literal, PolicyFault otherwise) {
    return values.stream()
        .map(value -> literal.apply(value).orElseThrow(() -> Faults.of(otherwise)))
        .toList();
  }
}
