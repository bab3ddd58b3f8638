package io.bytebucket.testkit.memory;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.function.Function;

/** A metadata store in which a test can make something happen at a read or a commit. */
public final class HookedMetadataStore implements MetadataStore {
  private final MetadataStore store;
  private Runnable beforeRead = () -> {};
  private Runnable beforeCommit = () -> {};
  private Runnable afterCommit = () -> {};

  /** That store, at which nothing happens yet. */
  public HookedMetadataStore(MetadataStore store) {
    this.store = store;
  }

  /** What happens before every read from now on. */
  public void beforeRead(Runnable hook) {
    beforeRead = hook;
  }

  /** What happens, once, before the next commit; when it throws there is no commit. */
  public void beforeCommit(Runnable hook) {
    beforeCommit = hook;
  }

  /** What happens, once, after the next commit, before the caller hears of it. */
  public void afterCommit(Runnable hook) {
    afterCommit = hook;
  }

  /** A hook that fails. */
  public static Runnable failing(Failure failure) {
    return () -> {
      throw new StoreException(failure);
    };
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    beforeRead.run();
    return store.read(query);
  }

  @Override
  public <R> R write(Function<? super Transaction, ? extends R> change) {
    Runnable before = beforeCommit;
    beforeCommit = () -> {};
    before.run();
    R result = store.write(change);
    Runnable after = afterCommit;
    afterCommit = () -> {};
    after.run();
    return result;
  }

  @Override
  public void close() {
    store.close();
  }
}
