package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;

class MemoryCutListingTest extends CutListingContract {
  @Override
  protected Engine open() {
    return new MemoryEngine();
  }
}
