package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;

class MemoryQuotaTest extends QuotaContract {
  @Override
  protected Engine open() {
    return new MemoryEngine();
  }
}
