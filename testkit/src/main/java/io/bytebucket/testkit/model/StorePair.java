package io.bytebucket.testkit.model;

import io.bytebucket.testkit.model.ObservedStore.PageAnswer;
import java.util.Optional;
import java.util.function.Function;

/** Two stores to which the same things are done, and whose answers must be the same. */
final class StorePair {
  private final ObservedStore expected;
  private Answering actual;

  /** Who does what is asked for, and answers. */
  interface Answering {
    /**
     * Does something that is one commit at the most.
     *
     * @return nothing when it was done and nobody heard the answer
     */
    <T> Optional<T> ask(Function<ObservedStore, T> operation);

    /** Does something that may be several commits. */
    <T> T askUndisturbed(Function<ObservedStore, T> operation);

    /** Whether uploads of one key are listed in the order in which they were begun. */
    default boolean ordersUploads() {
      return true;
    }

    /** One store that always answers. */
    static Answering of(ObservedStore store) {
      return new Answering() {
        @Override
        public <T> Optional<T> ask(Function<ObservedStore, T> operation) {
          return Optional.of(operation.apply(store));
        }

        @Override
        public <T> T askUndisturbed(Function<ObservedStore, T> operation) {
          return operation.apply(store);
        }
      };
    }
  }

  StorePair(ObservedStore expected, Answering actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /** Goes on with the same data through other services. */
  void continueOn(ObservedStore reopened) {
    actual = Answering.of(reopened);
  }

  /** What both answer. */
  String compare(String what, Function<ObservedStore, String> operation) {
    String answer = operation.apply(expected);
    actual.ask(operation).ifPresent(heard -> requireSame(what, answer, heard));
    return answer;
  }

  /** What both answer to something that may be several commits. */
  void compareUndisturbed(String what, Function<ObservedStore, String> operation) {
    requireSame(what, operation.apply(expected), actual.askUndisturbed(operation));
  }

  /** Whether uploads of one key are listed in the order in which they were begun. */
  boolean ordersUploads() {
    return actual.ordersUploads();
  }

  /** The page that both answer with. */
  PageAnswer comparePages(String what, Function<ObservedStore, PageAnswer> operation) {
    PageAnswer answer = operation.apply(expected);
    actual
        .ask(operation)
        .ifPresent(heard -> requireSame(what, answer.toString(), heard.toString()));
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
