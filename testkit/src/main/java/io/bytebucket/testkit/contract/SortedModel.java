package io.bytebucket.testkit.contract;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What a store should hold, as a sorted map, with folding done the plain way: key by key. */
final class SortedModel {
  private static final int DELETE_ONE_IN = 3;

  private final NavigableMap<Key, byte[]> values = new TreeMap<>();

  /** One planned write; no value deletes. */
  record Step(Key key, Optional<byte[]> value) {
    void apply(Transaction transaction) {
      value.ifPresentOrElse(bytes -> transaction.put(key, bytes), () -> transaction.delete(key));
    }
  }

  /** Writes drawn beforehand, because a change may run more than once. */
  static List<Step> plan(Random random, int size) {
    List<Step> plan = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean deletes = random.nextInt(DELETE_ONE_IN) == 0;
      byte[] value = StoreUnderTest.bytes("v" + random.nextInt(100));
      plan.add(new Step(key(random), deletes ? Optional.empty() : Optional.of(value)));
    }
    return plan;
  }

  /** A short key of few letters, so that keys meet and begin each other. */
  static Key key(Random random) {
    byte[] letters = {'k', 'a', '/', (byte) 0xFF};
    byte[] bytes = new byte[1 + random.nextInt(5)];
    bytes[0] = (byte) ('j' + random.nextInt(3));
    for (int i = 1; i < bytes.length; i++) {
      bytes[i] = letters[random.nextInt(letters.length)];
    }
    return Key.of(bytes);
  }

  void apply(List<Step> plan) {
    for (Step step : plan) {
      step.value()
          .ifPresentOrElse(bytes -> values.put(step.key(), bytes), () -> values.remove(step.key()));
    }
  }

  List<Row> scan(Key from, Key until, Optional<ScanRequest.Fold> fold) {
    List<Row> rows = new ArrayList<>();
    if (from.compareTo(until) >= 0) {
      return rows;
    }
    values
        .subMap(from, until)
        .forEach((key, value) -> {
          Optional<Key> prefix = fold.flatMap(each -> each.prefixOf(key));
          if (prefix.isEmpty()) {
            rows.add(new Row.Entry(key, value));
          } else if (rows.isEmpty() || !rows.getLast().equals(new Row.Folded(prefix.get()))) {
            rows.add(new Row.Folded(prefix.get()));
          }
        });
    return rows;
  }
}
