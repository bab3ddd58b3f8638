package io.bytebucket.testkit.service;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A blob store in which some blobs cannot be deleted or read, and something happens before others.
 */
final class HookedBlobStore implements BlobStore {
  private final BlobStore store;
  private final Set<BlobId> stuck = new HashSet<>();
  private final Set<BlobId> unreadable = new HashSet<>();
  private Runnable beforeForEach = () -> {};
  private Runnable beforeCreate = () -> {};

  HookedBlobStore(BlobStore store) {
    this.store = store;
  }

  /** The blobs that cannot be deleted. */
  Set<BlobId> stuck() {
    return stuck;
  }

  /** The blobs that the disk does not give. */
  Set<BlobId> unreadable() {
    return unreadable;
  }

  /** What happens before every walk from now on. */
  void beforeForEach(Runnable hook) {
    beforeForEach = hook;
  }

  /** What happens before the next blob is made. */
  void beforeCreate(Runnable hook) {
    beforeCreate = hook;
  }

  @Override
  public BlobWriter create(BlobId id, long expectedBytes) {
    Runnable hook = beforeCreate;
    beforeCreate = () -> {};
    hook.run();
    return store.create(id, expectedBytes);
  }

  @Override
  public BlobReader open(BlobId id) {
    if (unreadable.contains(id)) {
      throw new StoreException(
          new Failure.Corrupt("blob", id + " cannot be read: Input/output error"),
          new IOException("Input/output error"));
    }
    return store.open(id);
  }

  @Override
  public byte[] label(BlobId id) {
    return store.label(id);
  }

  @Override
  public void delete(BlobId id) {
    if (stuck.contains(id)) {
      throw new StoreException(new Failure.EngineFault("delete"));
    }
    store.delete(id);
  }

  @Override
  public void forEach(Consumer<BlobId> action) {
    beforeForEach.run();
    store.forEach(action);
  }

  @Override
  public void close() {
    store.close();
  }
}
