package io.bytebucket.transfer.minio;

import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import java.util.List;

/** Whether rules allow no more than others do, as far as that shows from their names. */
final class Narrowing {
  private static final String ANY = "*";

  /** As many names are held against each other at the most. */
  private static final long PAIRS_MAX = 20_000_000;

  private Narrowing() {}

  static boolean isWithin(List<AccessRule> rules, List<AccessRule> outer) {
    // What takes too long to find out does not show.
    return pairs(rules) <= PAIRS_MAX / Math.max(1, names(outer)) && isEachWithin(rules, outer);
  }

  private static long pairs(List<AccessRule> rules) {
    return rules.stream()
        .mapToLong(rule -> (long) rule.buckets().size() * rule.actions().size())
        .sum();
  }

  private static long names(List<AccessRule> rules) {
    return rules.stream().mapToLong(rule -> rule.buckets().size() + rule.actions().size()).sum();
  }

  private static boolean isEachWithin(List<AccessRule> rules, List<AccessRule> outer) {
    return rules.stream()
        .filter(rule -> rule.effect() == Effect.ALLOW)
        .allMatch(rule ->
            rule.buckets().stream()
                .allMatch(bucket ->
                    rule.actions().stream().allMatch(action -> isAllowed(bucket, action, outer))));
  }

  private static boolean isAllowed(String bucket, String action, List<AccessRule> outer) {
    return outer.stream()
        .filter(rule -> rule.effect() == Effect.ALLOW)
        .anyMatch(rule ->
            rule.buckets().stream().anyMatch(name -> includes(name, bucket))
                && rule.actions().stream().anyMatch(name -> includes(name, action)));
  }

  /** A pattern is within one that is it, or that is the beginning of it with anything behind. */
  private static boolean includes(String outer, String inner) {
    String start = outer.endsWith(ANY) ? outer.substring(0, outer.length() - 1) : outer;
    boolean isPlain = start.indexOf('*') < 0 && start.indexOf('?') < 0;
    return outer.equals(inner) || (outer.endsWith(ANY) && isPlain && inner.startsWith(start));
  }
}
