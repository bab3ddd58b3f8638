package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.rows;
import static io.bytebucket.testkit.contract.StoreUnderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random writes and random ranges, folded or not, against {@link SortedModel}. */
interface RandomScanContract extends StoreUnderTest {
  int ROUNDS = 60;
  int SCANS = 12;

  /** What to read, and in pages of how many rows. */
  record Range(Key from, Key until, int limit, Optional<ScanRequest.Fold> fold) {
    static Range random(Random random) {
      byte[][] delimiters = {{'/'}, {'k'}, {(byte) 0xFF}, {'a', '/'}, {(byte) 0xFF, (byte) 0xFF}};
      byte[] delimiter = delimiters[random.nextInt(delimiters.length)];
      return new Range(
          SortedModel.key(random),
          SortedModel.key(random),
          1 + random.nextInt(9),
          random.nextBoolean()
              ? Optional.of(new ScanRequest.Fold(1, delimiter))
              : Optional.empty());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  default void randomRangesInRandomPagesAreWhatASortedMapHolds(long seed) {
    Random random = new Random(seed);
    SortedModel model = new SortedModel();
    for (int round = 0; round < ROUNDS; round++) {
      List<SortedModel.Step> plan = SortedModel.plan(random, 20);
      Range own = Range.random(random);
      List<Row> seenInside =
          store()
              .write(transaction -> {
                plan.forEach(step -> step.apply(transaction));
                return rows(transaction, own.from(), own.until(), own.limit(), own.fold());
              });
      model.apply(plan);
      assertSame(model, own, seenInside, seed);
      for (int i = 0; i < SCANS; i++) {
        Range range = Range.random(random);
        List<Row> seen =
            store()
                .read(snapshot ->
                    rows(snapshot, range.from(), range.until(), range.limit(), range.fold()));
        assertSame(model, range, seen, seed);
      }
    }
  }

  private static void assertSame(SortedModel model, Range range, List<Row> seen, long seed) {
    assertThat(texts(seen))
        .as("seed %s range %s", seed, range)
        .isEqualTo(texts(model.scan(range.from(), range.until(), range.fold())));
  }
}
