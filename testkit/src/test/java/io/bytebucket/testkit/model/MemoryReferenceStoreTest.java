package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;

class MemoryReferenceStoreTest extends ReferenceStoreContract {
  @Override
  protected Engine open() {
    return MemoryEngine.thatRunsChangesTwice();
  }

  @Override
  protected Engine reopen(Engine engine) {
    return ((MemoryEngine) engine).reopen();
  }
}
