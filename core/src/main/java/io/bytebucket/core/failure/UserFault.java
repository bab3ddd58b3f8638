package io.bytebucket.core.failure;

/** What can be wrong with what a user, a key or a list of rules is to become. */
public sealed interface UserFault {
  /** A list of a rule. */
  enum RuleList {
    BUCKETS,
    ACTIONS
  }

  /** No user can have that name: 1 to 64 letters, digits and {@code +=,.@_-}. */
  record InvalidName(String name) implements UserFault {}

  /**
   * No key can have that id: 3 to 128 characters of ASCII without blanks, commas, slashes and
   * equals signs, which a signature could not carry.
   */
  record InvalidKeyId(String keyId) implements UserFault {}

  /** The secret is too short or too long, or has other characters than those of printed ASCII. */
  record InvalidSecret(int lengthMin, int lengthMax) implements UserFault {}

  /** There are more rules than a user may have. */
  record TooManyRules(int limit) implements UserFault {}

  /**
   * A rule that speaks of nothing.
   *
   * @param rule its place among the rules, from 0 on
   */
  record EmptyList(int rule, RuleList list) implements UserFault {}

  /** A list of a rule is longer than it may be. */
  record ListTooLong(int rule, RuleList list, int limit) implements UserFault {}

  /** All texts of all rules together are longer than they may be. */
  record RulesTooLarge(int characters, int limit) implements UserFault {}

  /** No bucket could have a name of that form. */
  record InvalidBucket(int rule, String bucket) implements UserFault {}

  /** No action has a name of that form. */
  record UnknownAction(int rule, String action) implements UserFault {}

  /**
   * A rule that nothing is ever held against: its actions are all of the store as a whole, and none
   * of its buckets stands for that.
   */
  record IneffectiveRule(int rule) implements UserFault {}
}
