package io.bytebucket.testkit.memory;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.testkit.contract.BlobStoreContract;

class MemoryBlobStoreTest extends BlobStoreContract {
  private MemoryBlobStore store = new MemoryBlobStore();

  @Override
  protected BlobStore open() {
    return store;
  }

  @Override
  protected BlobStore reopen(BlobStore old) {
    store = store.reopen();
    return store;
  }

  @Override
  protected void flip(BlobId id, long position) {
    store.flip(id, position);
  }
}
