package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;

class MemoryAccountsTest extends AccountsContract {
  @Override
  protected Engine open() {
    return MemoryEngine.thatRunsChangesTwice();
  }
}
