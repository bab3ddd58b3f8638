package io.bytebucket.core.policy;

import io.bytebucket.core.access.Value;
import java.util.List;

/** Something that has to be so of a request for a statement to be about it. */
sealed interface Condition {
  KeyName key();

  /** Whether it is so. */
  Truth judge(KeyValues values);

  /** Whether it lets only callers through of whom it says who they are, or where from. */
  boolean pinsCaller();

  /** Whether something has to be looked up for it, where the object is. */
  default boolean isStored() {
    return key().key().isStored();
  }

  /** How many values of a key have to do. */
  enum Quantifier {
    /** The key has one value. */
    ONE,
    ALL,
    ANY
  }

  /** That a key is there, or is not. */
  record Presence(KeyName key, List<Boolean> mayBeAbsent) implements Condition {
    @Override
    public Truth judge(KeyValues values) {
      return switch (values.of(key)) {
        case Value.Present<?> _ -> Truth.of(mayBeAbsent.contains(false));
        case Value.Absent<?> _ -> Truth.of(mayBeAbsent.contains(true));
        case Value.Unavailable<?> _ -> Truth.UNKNOWN;
      };
    }

    @Override
    public boolean pinsCaller() {
      return false;
    }
  }

  /**
   * That the values of a key match.
   *
   * @param isNegated that none of them may match; the quantifier is about that
   * @param isIfExists that a key which is not there is as good as one that matches
   */
  record Comparison(
      KeyName key, Quantifier quantifier, boolean isNegated, boolean isIfExists, Matcher matcher)
      implements Condition {
    @Override
    public Truth judge(KeyValues values) {
      return switch (values.of(key)) {
        case Value.Present<List<String>>(List<String> said) -> judge(said, values);
        case Value.Absent<List<String>> _ -> Truth.of(isTrueWithout());
        case Value.Unavailable<List<String>> _ -> Truth.UNKNOWN;
      };
    }

    private boolean isTrueWithout() {
      return isIfExists
          || switch (quantifier) {
            case ONE -> isNegated;
            case ALL -> true;
            case ANY -> false;
          };
    }

    private Truth judge(List<String> said, KeyValues values) {
      boolean isForAll = quantifier == Quantifier.ONE ? isNegated : quantifier == Quantifier.ALL;
      Truth result = Truth.of(isForAll);
      for (String text : said) {
        Truth matches = matcher.matches(text, values);
        Truth one = isNegated ? matches.not() : matches;
        result = isForAll ? result.and(one) : result.or(one);
      }
      return result;
    }

    @Override
    public boolean pinsCaller() {
      return key.key().pinsCallers()
          && !isNegated
          && !isIfExists
          && quantifier != Quantifier.ALL
          && matcher.isFixed();
    }

    @Override
    public boolean isStored() {
      return key.key().isStored() || matcher.isStored();
    }
  }
}
