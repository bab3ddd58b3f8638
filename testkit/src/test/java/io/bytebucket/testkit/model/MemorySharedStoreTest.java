package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;

class MemorySharedStoreTest extends SharedStoreContract {
  @Override
  protected Engine open() {
    return MemoryEngine.thatRunsChangesTwice();
  }
}
