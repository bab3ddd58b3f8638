package io.bytebucket.testkit.model;

import io.bytebucket.testkit.memory.MemoryBlobStore;
import io.bytebucket.testkit.memory.MemoryMetadataStore;
import io.bytebucket.testkit.model.ReferenceStoreContract.Engine;

class MemoryCutListingTest extends CutListingContract {
  @Override
  protected Engine open() {
    return new Engine(new MemoryMetadataStore(), new MemoryBlobStore());
  }

  @Override
  protected void close(Engine engine) {
    // Nothing outlives the test.
  }
}
