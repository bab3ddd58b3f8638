package io.bytebucket.admin.error;

import io.bytebucket.core.failure.UserFault;
import io.bytebucket.core.failure.UserFault.RuleList;
import java.util.Locale;

/** What the admin API answers when a user, a key or rules cannot be as they were sent. */
final class UserFaults {
  private UserFaults() {}

  static AdminException translate(UserFault fault) {
    return AdminException.invalid(text(fault));
  }

  private static String text(UserFault fault) {
    return switch (fault) {
      case UserFault.InvalidName(String name) ->
          "A name has 1 to 64 letters, digits and characters of +=,.@_-";
      case UserFault.InvalidKeyId(String keyId) ->
          "The id of an access key has 3 to 128 characters of ASCII without blanks, commas,"
              + " slashes and equals signs.";
      case UserFault.InvalidSecret(int min, int max) ->
          "A secret has " + min + " to " + max + " characters of printed ASCII.";
      case UserFault.TooManyRules(int limit) -> "A user has at most " + limit + " rules.";
      case UserFault.EmptyList(int rule, RuleList list) ->
          of(rule) + " names no " + nameOf(list) + ".";
      case UserFault.ListTooLong(int rule, RuleList list, int limit) ->
          of(rule) + " names more than " + limit + " " + nameOf(list) + ".";
      case UserFault.RulesTooLarge(int characters, int limit) ->
          "All names in all rules have at most " + limit + " characters together.";
      case UserFault.InvalidBucket(int rule, String bucket) ->
          of(rule) + " names what no bucket can be called: " + bucket;
      case UserFault.UnknownAction(int rule, String action) ->
          of(rule) + " names an action that there is not: " + action;
      case UserFault.IneffectiveRule(int rule) ->
          of(rule)
              + " could never apply: its actions are of the store as a whole, so name * as its"
              + " bucket.";
    };
  }

  /** As people count. */
  private static String of(int rule) {
    return "Rule " + (rule + 1);
  }

  private static String nameOf(RuleList list) {
    return list.name().toLowerCase(Locale.ROOT);
  }
}
