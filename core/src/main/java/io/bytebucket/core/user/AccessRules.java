package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.failure.UserFault;
import io.bytebucket.core.failure.UserFault.RuleList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is asked of rules before they are stored. Rules that are stored were asked less in earlier
 * versions, and mean what they say all the same.
 */
public final class AccessRules {
  /** How many rules a user may have. */
  static final int RULES_MAX = 100;

  /** How many buckets, and how many actions, a rule may name. */
  static final int LIST_MAX = 100;

  /** How many characters all names of all rules may have together: as many as a bucket policy. */
  static final int CHARACTERS_MAX = 20_480;

  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._*?-]{1,255}");

  private final Names names;

  /**
   * What the names of actions mean.
   *
   * @param isAction whether a pattern is the name of at least one action
   * @param isOfBuckets whether of at least one that is done to a bucket, or what is inside
   */
  public record Names(Predicate<String> isAction, Predicate<String> isOfBuckets) {}

  /** A check of rules whose actions have such names. */
  AccessRules(Names names) {
    this.names = names;
  }

  /**
   * Those rules, as they are kept.
   *
   * @throws StoreException with {@link Failure.InvalidUser}
   */
  List<AccessRule> require(List<AccessRule> rules) {
    if (rules.size() > RULES_MAX) {
      throw invalid(new UserFault.TooManyRules(RULES_MAX));
    }
    long characters = 0;
    for (int i = 0; i < rules.size(); i++) {
      AccessRule rule = rules.get(i);
      requireSize(i, RuleList.BUCKETS, rule.buckets());
      requireSize(i, RuleList.ACTIONS, rule.actions());
      characters += characters(rule.buckets()) + characters(rule.actions());
    }
    if (characters > CHARACTERS_MAX) {
      throw invalid(
          new UserFault.RulesTooLarge(
              (int) Math.min(characters, Integer.MAX_VALUE), CHARACTERS_MAX));
    }
    for (int i = 0; i < rules.size(); i++) {
      requireNames(i, rules.get(i));
    }
    return rules.stream()
        .map(rule ->
            new AccessRule(rule.effect(), List.copyOf(rule.buckets()), List.copyOf(rule.actions())))
        .toList();
  }

  private static void requireSize(int rule, RuleList list, List<String> names) {
    if (names.isEmpty()) {
      throw invalid(new UserFault.EmptyList(rule, list));
    }
    if (names.size() > LIST_MAX) {
      throw invalid(new UserFault.ListTooLong(rule, list, LIST_MAX));
    }
  }

  private static long characters(List<String> names) {
    return names.stream().mapToLong(String::length).sum();
  }

  private void requireNames(int index, AccessRule rule) {
    for (String bucket : rule.buckets()) {
      if (!bucket.equals(AccessRule.OWN) && !BUCKET.matcher(bucket).matches()) {
        throw invalid(new UserFault.InvalidBucket(index, bucket));
      }
    }
    for (String action : rule.actions()) {
      if (!names.isAction().test(action)) {
        throw invalid(new UserFault.UnknownAction(index, action));
      }
    }
    if (!rule.coversStore() && rule.actions().stream().noneMatch(names.isOfBuckets())) {
      throw invalid(new UserFault.IneffectiveRule(index));
    }
  }

  private static StoreException invalid(UserFault fault) {
    return new StoreException(new Failure.InvalidUser(fault));
  }
}
