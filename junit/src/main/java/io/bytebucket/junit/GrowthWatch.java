package io.bytebucket.junit;

import io.bytebucket.core.store.Growth;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees whether a change makes the store grow. For one thread. */
final class GrowthWatch implements Transaction {
  private final Transaction transaction;
  private final Map<Key, Optional<byte[]>> before = new HashMap<>();
  private boolean drawsOnReserve;

  GrowthWatch(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Whether an engine without room refuses it: counters are no growth. */
  boolean isRefused() {
    Growth growth = new Growth();
    before.forEach(
        (key, value) -> growth.count(value.orElse(null), transaction.get(key).orElse(null)));
    return growth.isGrowth() && !drawsOnReserve;
  }

  @Override
  public void put(Key key, byte[] value) {
    remember(key);
    transaction.put(key, value);
  }

  @Override
  public void delete(Key key) {
    remember(key);
    transaction.delete(key);
  }

  private void remember(Key key) {
    before.computeIfAbsent(key, transaction::get);
  }

  @Override
  public void add(Key key, long delta) {
    transaction.add(key, delta);
  }

  @Override
  public void drawOnReserve() {
    drawsOnReserve = true;
    transaction.drawOnReserve();
  }

  @Override
  public Optional<byte[]> get(Key key) {
    return transaction.get(key);
  }

  @Override
  public List<Optional<byte[]>> getAll(List<Key> keys) {
    return transaction.getAll(keys);
  }

  @Override
  public long counter(Key key) {
    return transaction.counter(key);
  }

  @Override
  public boolean isAtMost(long limit, List<Key> counters) {
    return transaction.isAtMost(limit, counters);
  }

  @Override
  public ScanPage scan(ScanRequest request) {
    return transaction.scan(request);
  }
}
