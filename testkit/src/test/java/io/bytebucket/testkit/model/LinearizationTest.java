package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.model.ContendedKey.Event;
import io.bytebucket.testkit.model.ContendedKey.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checker finds the orders that there are, and none where there is none. */
class LinearizationTest {
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
}
