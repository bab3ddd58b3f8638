package io.bytebucket.testkit.memory;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.contract.ReserveContract;

class MemoryReserveTest extends ReserveContract {
  private final MemoryMetadataStore store = new MemoryMetadataStore();

  @Override
  protected MetadataStore store() {
    return store;
  }

  @Override
  protected void takeRoom() {
    store.setRoomLow(true);
  }

  @Override
  protected void giveRoom() {
    store.setRoomLow(false);
  }
}
