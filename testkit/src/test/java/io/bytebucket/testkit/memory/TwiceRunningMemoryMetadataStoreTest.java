package io.bytebucket.testkit.memory;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.contract.MetadataStoreContract;

/** The suite's own changes have no side effects: running each twice makes no difference. */
class TwiceRunningMemoryMetadataStoreTest extends MetadataStoreContract {
  @Override
  protected MetadataStore open() {
    return MemoryMetadataStore.thatRunsChangesTwice();
  }

  @Override
  protected MetadataStore reopen(MetadataStore store) {
    return ((MemoryMetadataStore) store).reopen();
  }
}
