package io.bytebucket.testkit.contract;

import static io.bytebucket.testkit.contract.StoreUnderTest.bytes;
import static io.bytebucket.testkit.contract.StoreUnderTest.key;
import static io.bytebucket.testkit.contract.StoreUnderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Concurrent transactions leave what some order of them, one after the other, would leave. */
interface SerializabilityContract extends StoreUnderTest {
  int THREADS = 12;
  int TRANSACTIONS_EACH = 60;
  int KEYS = 14;

  @Test
  default void twoThatReadBothFlagsNeverRaiseBoth() {
    for (int round = 0; round < 100; round++) {
      String first = "j" + round;
      String second = "k" + round;
      List<Boolean> raised =
          Crowd.run(2, thread -> () -> raise(thread == 0 ? first : second, List.of(first, second)));
      assertThat(raised).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  default void aRangeThatWasScannedEmptyIsStillEmptyAtTheCommit() {
    for (int round = 0; round < 40; round++) {
      String prefix = "k" + round + "/";
      List<Boolean> added = Crowd.run(8, thread -> () -> addIfEmpty(prefix, prefix + thread));
      assertThat(added.stream().filter(each -> each)).hasSize(1);
      assertThat(scan(prefix, prefix + "z")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  default void someOrderExplainsWhatRandomTransactionsSaw(long seed) {
    AtomicLong ticks = new AtomicLong();
    List<List<History.Seen>> seen =
        Crowd.run(
            THREADS,
            thread ->
                () -> {
                  Random random = new Random(seed * THREADS + thread);
                  List<History.Seen> own = new ArrayList<>();
                  for (int i = 0; i < TRANSACTIONS_EACH; i++) {
                    int number = 1 + thread * TRANSACTIONS_EACH + i;
                    own.add(run(Plan.random(random), number, ticks));
                  }
                  return own;
                });
    History history = new History(seen.stream().flatMap(List::stream).toList());
    assertThat(history.contradiction()).as("seed %s", seed).isEmpty();
  }

  /** What a transaction will do, drawn beforehand because it may run more than once. */
  record Plan(List<Key> gets, List<Key> writes, boolean scans, Key from, Key until, int limit) {
    static Plan random(Random random) {
      List<Key> gets = new ArrayList<>();
      List<Key> writes = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        gets.add(randomKey(random));
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        Key key = randomKey(random);
        if (!writes.contains(key)) {
          writes.add(key);
        }
      }
      return new Plan(
          gets,
          writes,
          random.nextInt(3) == 0,
          randomKey(random),
          randomKey(random),
          1 + random.nextInt(4));
    }

    private static Key randomKey(Random random) {
      return numbered(random.nextInt(KEYS));
    }

    /** Half of the keys begin with j, half with k. */
    private static Key numbered(int number) {
      return key((number < KEYS / 2 ? "j" : "k") + (char) ('a' + number));
    }

    Map<Key, Integer> read(Snapshot snapshot) {
      Map<Key, Integer> read = new HashMap<>();
      gets.forEach(each -> read.put(each, version(snapshot, each)));
      if (scans) {
        scan(snapshot, read);
      }
      return read;
    }

    /** A key of the range that is not among the rows is one that nobody has written. */
    private void scan(Snapshot snapshot, Map<Key, Integer> read) {
      List<Row> rows = snapshot.scan(ScanRequest.range(from, until, limit)).rows();
      Key end = rows.size() < limit ? until : rows.getLast().key().next();
      for (int i = 0; i < KEYS; i++) {
        Key each = numbered(i);
        if (each.compareTo(from) >= 0 && each.compareTo(end) < 0) {
          read.putIfAbsent(each, History.INITIAL);
        }
      }
      for (Row row : rows) {
        if (row instanceof Row.Entry(Key each, byte[] value)) {
          read.put(each, Integer.parseInt(text(value)));
        }
      }
    }

    Map<Key, Integer> write(Transaction transaction, int number) {
      Map<Key, Integer> read = read(transaction);
      for (Key each : writes) {
        read.put(each, version(transaction, each));
        transaction.put(each, bytes("" + number));
      }
      return read;
    }

    private static int version(Snapshot snapshot, Key key) {
      return snapshot.get(key).map(value -> Integer.parseInt(text(value))).orElse(History.INITIAL);
    }
  }

  private History.Seen run(Plan plan, int number, AtomicLong ticks) {
    long start = ticks.getAndIncrement();
    Map<Key, Integer> read =
        plan.writes().isEmpty() && number % 2 == 0
            ? store().read(plan::read)
            : store().write(transaction -> plan.write(transaction, number));
    return new History.Seen(number, start, ticks.getAndIncrement(), read, plan.writes());
  }

  private boolean raise(String own, List<String> all) {
    return store()
        .write(transaction -> {
          if (all.stream().anyMatch(each -> transaction.get(key(each)).isPresent())) {
            return false;
          }
          transaction.put(key(own), bytes("up"));
          return true;
        });
  }

  private boolean addIfEmpty(String prefix, String key) {
    return store()
        .write(transaction -> {
          if (!transaction.scan(ScanRequest.prefix(key(prefix), 1)).rows().isEmpty()) {
            return false;
          }
          transaction.put(key(key), bytes(""));
          return true;
        });
  }
}
