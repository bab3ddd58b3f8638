package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;

class MemorySharedLinearizabilityTest extends LinearizabilityContract {
  @Override
  protected Engine open() {
    return new MemoryEngine();
  }

  @Override
  protected int serverCount() {
    return 3;
  }
}
