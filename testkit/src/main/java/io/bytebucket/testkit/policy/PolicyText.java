package io.bytebucket.testkit.policy;

import io.bytebucket.testkit.policy.NaivePolicy.Statement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A policy as the document that means it. */
public final class PolicyText {
  /** The account of everybody in it. */
  public static final String ACCOUNT = "111122223333";

  private PolicyText() {}

  /**
   * The document of a policy.
   *
   * @param bucket whose policy it is
   */
  public static byte[] of(NaivePolicy policy, String bucket) {
    String statements =
        policy.statements().stream()
            .map(statement -> of(statement, bucket))
            .collect(Collectors.joining(","));
    return ("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String of(Statement statement, String bucket) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
    for (String name : statement.principals()) {
      switch (name) {
        case "*" -> named.computeIfAbsent("AWS", _ -> new ArrayList<>()).add("*");
        case "account" ->
            named
                .computeIfAbsent("AWS", _ -> new ArrayList<>())
                .add("arn:aws:iam::" + ACCOUNT + ":root");
        case "anna" ->
            named
                .computeIfAbsent("AWS", _ -> new ArrayList<>())
                .add("arn:aws:iam::" + ACCOUNT + ":user/anna");
        default -> named.computeIfAbsent("CanonicalUser", _ -> new ArrayList<>()).add(name);
      }
    }
    statement
        .conditions()
        .forEach(condition ->
            conditions
                .computeIfAbsent(condition.operator(), _ -> new LinkedHashMap<>())
                .put(condition.key(), condition.values()));
    return "{\"Effect\":\"%s\",\"%sPrincipal\":%s,\"%sAction\":%s,\"%sResource\":%s,\"Condition\":%s}"
        .formatted(
            statement.allows() ? "Allow" : "Deny",
            not(statement.isForOthers()),
            object(named, PolicyText::list),
            not(statement.hasOtherActions()),
            list(statement.actions()),
            not(statement.hasOtherResources()),
            list(
                statement.resources().stream()
                    .map(rest -> "arn:aws:s3:::" + bucket + rest)
                    .toList()),
            object(conditions, keys -> object(keys, PolicyText::list)));
  }

  private static String not(boolean isOpposite) {
    return isOpposite ? "Not" : "";
  }

  private static String list(List<String> values) {
    return values.stream()
        .map(value -> "\"" + value + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static <T> String object(Map<String, T> fields, Function<T, String> value) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + value.apply(field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
