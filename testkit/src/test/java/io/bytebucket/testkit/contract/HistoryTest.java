package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge of the suite finds what it is there to find. */
class HistoryTest {
  private static final Key A = key("a");
  private static final Key B = key("b");

  @Test
  void transactionsOneAfterTheOtherAreExplained() {
    assertThat(
            history(
                seen(1, 0, 1, Map.of(A, 0), A),
                seen(2, 2, 3, Map.of(A, 1, B, 0), B),
                seen(3, 4, 5, Map.of(A, 1, B, 2))))
        .isTrue();
  }

  @Test
  void overlappingTransactionsMayComeInAnyOrder() {
    assertThat(history(seen(1, 0, 9, Map.of(A, 0), A), seen(2, 1, 8, Map.of(A, 0)))).isTrue();
    assertThat(history(seen(1, 0, 9, Map.of(A, 0), A), seen(2, 1, 8, Map.of(A, 1)))).isTrue();
  }

  @Test
  void aLostUpdateIsFound() {
    assertThat(history(seen(1, 0, 9, Map.of(A, 0), A), seen(2, 1, 8, Map.of(A, 0), A))).isFalse();
  }

  @Test
  void writeSkewIsFound() {
    assertThat(history(seen(1, 0, 9, Map.of(A, 0, B, 0), A), seen(2, 1, 8, Map.of(A, 0, B, 0), B)))
        .isFalse();
  }

  @Test
  void halfACommitIsFound() {
    assertThat(history(seen(1, 0, 9, Map.of(A, 0, B, 0), A, B), seen(2, 1, 8, Map.of(A, 1, B, 0))))
        .isFalse();
  }

  @Test
  void aReadOfThePastIsFound() {
    assertThat(history(seen(1, 0, 1, Map.of(A, 0), A), seen(2, 2, 3, Map.of(A, 0)))).isFalse();
  }

  private static History.Seen seen(
      int number, long start, long end, Map<Key, Integer> read, Key... written) {
    return new History.Seen(number, start, end, read, List.of(written));
  }

  private static boolean history(History.Seen... seen) {
    return new History(List.of(seen)).contradiction().isEmpty();
  }
}
