package io.bytebucket.engine.memory;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Checkpointer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Notes which states were set aside, and keeps nothing of them. Thread-safe. */
public final class MemoryCheckpointer implements Checkpointer {
  private final Set<String> names = new ConcurrentSkipListSet<>();
  private volatile boolean isBroken;

  @Override
  public void create(String name) {
    requireWhole("make a checkpoint");
    names.add(name);
  }

  @Override
  public void delete(String name) {
    requireWhole("remove a checkpoint");
    names.remove(name);
  }

  @Override
  public long heldBytes(String name) {
    return 0;
  }

  /** The names of those that are kept, in order. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** From now on it fails, or does no more. */
  public void setBroken(boolean broken) {
    isBroken = broken;
  }

  private void requireWhole(String operation) {
    if (isBroken) {
      throw new StoreException(new Failure.EngineFault(operation));
    }
  }
}
