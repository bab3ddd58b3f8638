package io.bytebucket.testkit.model;

import io.bytebucket.testkit.memory.MemoryBlobStore;
import io.bytebucket.testkit.memory.MemoryMetadataStore;

class MemoryReferenceStoreTest extends ReferenceStoreContract {
  @Override
  protected Engine open() {
    return new Engine(MemoryMetadataStore.thatRunsChangesTwice(), new MemoryBlobStore());
  }

  @Override
  protected Engine reopen(Engine engine) {
    return new Engine(
        ((MemoryMetadataStore) engine.metadata()).reopen(),
        ((MemoryBlobStore) engine.blobs()).reopen());
  }

  @Override
  protected void close(Engine engine) {
    engine.metadata().close();
    engine.blobs().close();
  }
}
