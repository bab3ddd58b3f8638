package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.bytes;
import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static io.bytebucket.testkit.contract.StoreUnderTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Counters: exact however many add at once. */
interface CounterContract extends StoreUnderTest {
  @Test
  default void anAbsentCounterIsZero() {
    assertThat(counter("k")).isZero();
  }

  @Test
  default void additionsOfEitherSignAddUpAndAZeroIsKept() {
    add("k", 5);
    add("k", -7);
    assertThat(counter("k")).isEqualTo(-2);
    add("k", 2);
    assertThat(counter("k")).isZero();
    assertThat(store().<Optional<byte[]>>read(snapshot -> snapshot.get(key("k"))))
        .hasValueSatisfying(value -> assertThat(value).isEqualTo(Counters.encode(0)));
  }

  @Test
  default void aTransactionReadsItsOwnAdditions() {
    add("k", 10);
    List<Long> seen =
        store()
            .write(transaction -> {
              List<Long> numbers = new ArrayList<>();
              transaction.add(key("k"), 1);
              numbers.add(transaction.counter(key("k")));
              transaction.add(key("k"), 1);
              numbers.add(Counters.decode(transaction.get(key("k")).orElseThrow()));
              transaction.add(key("kk"), 3);
              numbers.addAll(scanned(transaction));
              transaction.delete(key("k"));
              numbers.add(transaction.counter(key("k")));
              transaction.add(key("k"), 4);
              numbers.add(transaction.counter(key("k")));
              return numbers;
            });
    assertThat(seen).containsExactly(11L, 12L, 12L, 3L, 0L, 4L);
    assertThat(counter("k")).isEqualTo(4);
    assertThat(counter("kk")).isEqualTo(3);
  }

  @Test
  default void concurrentAdditionsAreExact() {
    int threads = 32;
    int rounds = 50;
    Crowd.run(
        threads,
        thread ->
            () -> {
              for (int round = 0; round < rounds; round++) {
                add("k", thread);
                add("k-all", 1);
              }
              return thread;
            });
    reopen();
    assertThat(counter("k")).isEqualTo((long) rounds * threads * (threads - 1) / 2);
    assertThat(counter("k-all")).isEqualTo((long) threads * rounds);
  }

  @Test
  default void aCounterThatIsReadAndAddedToGivesEveryNumberOnce() {
    int threads = 16;
    int rounds = 20;
    List<List<Long>> numbers =
        Crowd.run(
            threads,
            thread ->
                () -> {
                  List<Long> own = new ArrayList<>();
                  for (int round = 0; round < rounds; round++) {
                    own.add(store().write(CounterContract::take));
                  }
                  return own;
                });
    assertThat(numbers.stream().flatMap(List::stream).sorted().toList())
        .isEqualTo(LongStream.rangeClosed(1, (long) threads * rounds).boxed().toList());
    assertThat(numbers).allSatisfy(own -> assertThat(own).isSorted());
  }

  @Test
  default void whatIsDerivedFromACounterNeverMissesARivalAddition() {
    // Half add to the counter, half copy it: a copy that misses an addition committed before it
    // would be smaller than one that was made earlier.
    Crowd.run(
        16,
        thread ->
            () -> {
              for (int round = 0; round < 30; round++) {
                if (thread % 2 == 0) {
                  add("k", 1);
                } else {
                  store().write(CounterContract::copy);
                }
              }
              return thread;
            });
    store().write(CounterContract::copy);
    assertThat(counter("k-copy")).isEqualTo(8 * 30);
  }

  @Test
  default void aBoundCountsWhatIsThereAndWhatTheTransactionItselfAdded() {
    add("k", 10);
    List<Key> both = List.of(key("k"), key("kk"));
    List<Boolean> answers =
        store()
            .write(transaction -> {
              List<Boolean> said = new ArrayList<>();
              said.add(transaction.isAtMost(10, both));
              said.add(transaction.isAtMost(9, both));
              transaction.add(key("kk"), 5);
              said.add(transaction.isAtMost(15, both));
              said.add(transaction.isAtMost(14, both));
              transaction.add(key("k"), -7);
              said.add(transaction.isAtMost(8, both));
              said.add(transaction.isAtMost(7, both));
              transaction.delete(key("k"));
              said.add(transaction.isAtMost(5, both));
              said.add(transaction.isAtMost(4, both));
              transaction.add(key("k"), 1);
              said.add(transaction.isAtMost(6, both));
              said.add(transaction.isAtMost(5, both));
              return said;
            });
    assertThat(answers)
        .containsExactly(true, false, true, false, true, false, true, false, true, false);
    assertThat(store().<Boolean>read(snapshot -> snapshot.isAtMost(6, both))).isTrue();
    assertThat(store().<Boolean>read(snapshot -> snapshot.isAtMost(5, both))).isFalse();
  }

  @Test
  default void manyWhoAddWithinABoundFillItToTheLastAndNotBeyond() {
    int limit = 200;
    List<Integer> added =
        Crowd.run(
            16,
            thread ->
                () -> {
                  int own = 0;
                  for (int round = 0; round < 40; round++) {
                    String counter = (thread + round) % 2 == 0 ? "k" : "kk";
                    own += store().write(transaction -> addWithin(transaction, counter, limit));
                  }
                  return own;
                });
    assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(limit);
    assertThat(counter("k") + counter("kk")).isEqualTo(limit);
    assertThat(counter("k-refused")).isEqualTo(16 * 40 - limit);
  }

  private static int addWithin(Transaction transaction, String counter, int limit) {
    if (!transaction.isAtMost(limit - 1, List.of(key("k"), key("kk")))) {
      transaction.add(key("k-refused"), 1);
      return 0;
    }
    transaction.add(key(counter), 1);
    return 1;
  }

  @Test
  default void addingToWhatIsNotACounterCommitsNothing() {
    put("k", "text");
    assertThatThrownBy(() ->
            store()
                .write(transaction -> {
                  transaction.put(key("k-other"), bytes("x"));
                  transaction.add(key("k"), 1);
                  return "";
                }))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Corrupt.class));
    assertThat(get("k")).contains("text");
    assertThat(get("k-other")).isEmpty();
  }

  private static long take(Transaction transaction) {
    transaction.add(key("k"), 1);
    return transaction.counter(key("k"));
  }

  private static long copy(Transaction transaction) {
    long number = transaction.counter(key("k"));
    if (number < Counters.decode(transaction.get(key("k-copy")).orElse(Counters.encode(0)))) {
      throw new IllegalStateException("the counter went back");
    }
    transaction.put(key("k-copy"), Counters.encode(number));
    return number;
  }

  private static List<Long> scanned(Transaction transaction) {
    return rows(transaction, key("k"), key("l"), 1, Optional.empty()).stream()
        .map(row -> row instanceof Row.Entry(var _, byte[] value) ? Counters.decode(value) : -1)
        .toList();
  }
}
