package io.bytebucket.core.policy;

/**
 * Whether something is so, as far as that can be told. What cannot be told counts against the
 * caller: it forbids, and never allows.
 */
enum Truth {
  YES,
  NO,
  UNKNOWN;

  static Truth of(boolean isSo) {
    return isSo ? YES : NO;
  }

  Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }

  Truth or(Truth other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO && other == NO ? NO : UNKNOWN;
  }

  Truth and(Truth other) {
    return not().or(other.not()).not();
  }
}
