package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Change;
import io.bytebucket.engine.local.metadata.view.Cursor;
import io.bytebucket.engine.local.metadata.view.StoredView;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.rocksdb.RocksDBException;

/** A real store whose steps fail, or hang, once when they are told to. */
final class FaultyTarget implements CommitTarget {
  /** Where something can go wrong, in the order in which a round comes by. */
  enum Step {
    LOOK_FOR_ROOM,
    OPEN_VIEW,
    READ,
    BEFORE_WRITE,
    AFTER_WRITE,
    MARK,
    SYNC_CHECK,
    NUMBER_AFTER_SYNC,
    CLOSE_VIEW;

    /** Those that every round of changes that write comes by. */
    static final Set<Step> OF_WRITERS = EnumSet.complementOf(EnumSet.of(MARK));
  }

  private final CommitTarget real;
  private final Map<Step, Throwable> faults = new ConcurrentHashMap<>();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean isFirstRoundOver;
  private volatile boolean isSynced;

  FaultyTarget(CommitTarget real) {
    this.real = real;
  }

  /** When the round after the first one comes to this step, that is thrown, once. */
  void plant(Step step, Throwable fault) {
    faults.put(step, fault);
  }

  /** Whether what was planted there has come up. */
  boolean isSprung(Step step) {
    return !faults.containsKey(step);
  }

  /** Writes hang until the latch is open. */
  void hang(CountDownLatch latch) {
    gate = latch;
  }

  /** Waits until one does. */
  void awaitHanging() throws InterruptedException {
    hanging.await();
  }

  private void at(Step step) {
    if (!isFirstRoundOver) {
      return;
    }
    switch (faults.remove(step)) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("only what is not checked", e);
    }
  }

  @Override
  public boolean isRoomLow() {
    at(Step.LOOK_FOR_ROOM);
    return real.isRoomLow();
  }

  @Override
  public long sequence() {
    if (isSynced) {
      isSynced = false;
      at(Step.NUMBER_AFTER_SYNC);
    }
    return real.sequence();
  }

  @Override
  public StoredView latest() {
    at(Step.OPEN_VIEW);
    return new FaultyView(real.latest());
  }

  @Override
  public void write(Map<Key, Change> changes) throws RocksDBException {
    try {
      hanging.countDown();
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    at(Step.BEFORE_WRITE);
    real.write(changes);
    at(Step.AFTER_WRITE);
  }

  @Override
  public void markEndOfLog() throws RocksDBException {
    at(Step.MARK);
    real.markEndOfLog();
  }

  @Override
  public void requireFileSystemIsUp() throws IOException {
    at(Step.SYNC_CHECK);
    real.requireFileSystemIsUp();
    isSynced = true;
  }

  private final class FaultyView implements StoredView {
    private final StoredView view;

    FaultyView(StoredView view) {
      this.view = view;
    }

    @Override
    public long sequence() {
      return view.sequence();
    }

    @Override
    public byte[] get(Key key) {
      at(Step.READ);
      return view.get(key);
    }

    @Override
    public Cursor cursor(Key from, Key until) {
      return view.cursor(from, until);
    }

    @Override
    public void close() {
      view.close();
      at(Step.CLOSE_VIEW);
      isFirstRoundOver = true;
    }
  }
}
