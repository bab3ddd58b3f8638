package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.model.ContendedKey.Event;
import io.bytebucket.testkit.model.ContendedKey.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checker finds the orders that there are, and none where there is none. */
class LinearizationTest {
  private static final int ROUNDS = 20_000;

  private static Event event(Kind kind, String asked, String told, long start, long end) {
    // No hint that is of use.
    return new Event(kind, asked, told, start, end, start);
  }

  private static boolean isExplained(Event... events) {
    return Linearization.of(ContendedKey.NONE, List.of(events)).isPresent();
  }

  @Test
  void operationsThatOverlapMayComeInEitherOrder() {
    assertThat(
            isExplained(
                event(Kind.PUT, "", "a", 1, 10),
                event(Kind.PUT, "", "b", 2, 9),
                event(Kind.READ, "", "a", 11, 12)))
        .isTrue();
    assertThat(
            isExplained(
                event(Kind.PUT, "", "a", 1, 10),
                event(Kind.PUT, "", "b", 2, 9),
                event(Kind.READ, "", "b", 11, 12)))
        .isTrue();
  }

  @Test
  void aReadOfWhatWasReplacedBeforeIsStale() {
    assertThat(
            isExplained(
                event(Kind.PUT, "", "a", 1, 2),
                event(Kind.PUT, "", "b", 3, 4),
                event(Kind.READ, "", "a", 5, 6)))
        .isFalse();
  }

  @Test
  void twoReadersMustAgreeOnTheOrder() {
    assertThat(
            isExplained(
                event(Kind.PUT, "", "a", 1, 20),
                event(Kind.PUT, "", "b", 1, 20),
                event(Kind.READ, "", "a", 2, 3),
                event(Kind.READ, "", "b", 4, 5),
                event(Kind.READ, "", "a", 6, 7)))
        .isFalse();
  }

  // Field survey 3.17: three winners.
  @Test
  void ofTwoCreatorsOneMustBeRefused() {
    assertThat(isExplained(event(Kind.CREATE, "", "a", 1, 10), event(Kind.CREATE, "", "b", 1, 10)))
        .isFalse();
    assertThat(
            isExplained(
                event(Kind.CREATE, "", "a", 1, 10), event(Kind.CREATE, "", "refused", 1, 10)))
        .isTrue();
    assertThat(
            isExplained(
                event(Kind.CREATE, "", "a", 1, 10),
                event(Kind.CREATE, "", "b", 1, 10),
                event(Kind.DELETE, "", ContendedKey.NONE, 1, 10)))
        .isTrue();
  }

  @Test
  void aRefusalNeedsAReason() {
    assertThat(isExplained(event(Kind.CREATE, "", "refused", 1, 2))).isFalse();
    assertThat(isExplained(event(Kind.DELETE_IF, "a", "refused", 1, 2))).isTrue();
    assertThat(
            isExplained(event(Kind.PUT, "", "a", 1, 2), event(Kind.REPLACE, "a", "refused", 3, 4)))
        .isFalse();
  }

  @Test
  void aLostUpdateIsFoundAmongManyOperations() {
    System.out.println("seed 3");
    Random random = new Random(3);
    List<Event> history = new ArrayList<>();
    String state = ContendedKey.NONE;
    for (int i = 0; i < 300; i++) {
      // One after the other, told with a little slack on both sides so that they overlap.
      long start = 10L * i - random.nextInt(200);
      long end = 10L * i + 1 + random.nextInt(200);
      if (i % 3 == 0) {
        history.add(event(Kind.READ, "", state, start, end));
      } else {
        state = "v" + i;
        history.add(event(Kind.PUT, "", state, start, end));
      }
    }
    Collections.shuffle(history, random);
    assertThat(Linearization.of(ContendedKey.NONE, history)).isPresent();

    history.add(event(Kind.READ, "", "v1", 10_000, 10_001));
    assertThat(Linearization.of(ContendedKey.NONE, history)).isEmpty();
  }

  @Test
  void everyShortHistoryIsJudgedAsByTryingAllOrders() {
    System.out.println("seed 5");
    Random random = new Random(5);
    int explained = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Event> history = randomHistory(random);
      boolean isExplained = isExplainedFrom(ContendedKey.NONE, new ArrayList<>(history));
      Optional<List<Linearization.Operation<String>>> found =
          Linearization.of(ContendedKey.NONE, history);
      assertThat(found.isPresent()).as("round %s: %s", round, history).isEqualTo(isExplained);
      found.ifPresent(order -> requireExplains(order, history));
      explained += isExplained ? 1 : 0;
    }
    // Both verdicts are common, or this would show little.
    assertThat(explained).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
  }

  /** Mostly told as from one order, so that many can be explained; every tag is written once. */
  private static List<Event> randomHistory(Random random) {
    List<Event> history = new ArrayList<>();
    List<String> tags = new ArrayList<>(List.of(ContendedKey.NONE));
    int length = 1 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      Kind kind = List.of(Kind.values()).get(random.nextInt(Kind.values().length));
      String asked = tags.get(random.nextInt(tags.size()));
      boolean isConditional = kind == Kind.REPLACE || kind == Kind.DELETE_IF;
      if (isConditional && asked.equals(ContendedKey.NONE)) {
        asked = "t" + i;
      }
      boolean mayRefuse = isConditional || kind == Kind.CREATE;
      String told =
          switch (kind) {
            case READ -> tags.get(random.nextInt(tags.size()));
            case DELETE, DELETE_IF -> ContendedKey.NONE;
            case PUT, CREATE, REPLACE -> "t" + i;
          };
      long start = 2L * i - random.nextInt(8);
      history.add(
          new Event(
              kind,
              isConditional ? asked : "",
              mayRefuse && random.nextBoolean() ? "refused" : told,
              start,
              start + 1 + random.nextInt(12),
              random.nextInt(20)));
      tags.add(told);
    }
    return history;
  }

  private static boolean isExplainedFrom(String state, List<Event> left) {
    for (Event next : left) {
      boolean mayCome = left.stream().allMatch(other -> other.endTick() > next.startTick());
      Optional<String> after = mayCome ? next.after(state) : Optional.empty();
      if (after.isPresent()) {
        List<Event> rest = new ArrayList<>(left);
        rest.remove(next);
        if (isExplainedFrom(after.get(), rest)) {
          return true;
        }
      }
    }
    return left.isEmpty();
  }

  private static void requireExplains(
      List<Linearization.Operation<String>> order, List<Event> history) {
    assertThat(order).hasSameSizeAs(history).containsAll(history);
    String state = ContendedKey.NONE;
    long lastStart = Long.MIN_VALUE;
    for (Linearization.Operation<String> operation : order) {
      Optional<String> after = operation.after(state);
      assertThat(after).as(() -> order.toString()).isPresent();
      state = after.get();
      assertThat(operation.endTick()).as(() -> order.toString()).isGreaterThan(lastStart);
      lastStart = Math.max(lastStart, operation.startTick());
    }
  }
}
