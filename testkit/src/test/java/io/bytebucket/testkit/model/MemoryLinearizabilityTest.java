package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;

class MemoryLinearizabilityTest extends LinearizabilityContract {
  @Override
  protected Engine open() {
    return new MemoryEngine();
  }
}
