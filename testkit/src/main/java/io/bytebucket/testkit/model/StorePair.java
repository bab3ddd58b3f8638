package io.bytebucket.testkit.model;

import io.bytebucket.testkit.model.ObservedStore.PageAnswer;
import java.util.function.Function;

/** Two stores to which the same things are done, and whose answers must be the same. */
final class StorePair {
  private final ObservedStore expected;
  private ObservedStore actual;

  StorePair(ObservedStore expected, ObservedStore actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /** Goes on with the same data through other services. */
  void continueOn(ObservedStore reopened) {
    actual = reopened;
  }

  /** What both answer. */
  String compare(String what, Function<ObservedStore, String> operation) {
    String answer = operation.apply(expected);
    requireSame(what, answer, operation.apply(actual));
    return answer;
  }

  /** The page that both answer with. */
  PageAnswer comparePages(String what, Function<ObservedStore, PageAnswer> operation) {
    PageAnswer answer = operation.apply(expected);
    requireSame(what, answer.toString(), operation.apply(actual).toString());
    return answer;
  }

  private static void requireSame(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(
          printable(what)
              + "\n  expected: "
              + printable(expected)
              + "\n  actual:   "
              + printable(actual));
    }
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> out.append(Character.isISOControl(c) ? String.format("\\u%04x", c) : (char) c));
    return out.toString();
  }
}
