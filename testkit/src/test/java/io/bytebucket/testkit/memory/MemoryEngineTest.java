package io.bytebucket.testkit.memory;

import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.contract.EngineContract;
import java.util.Optional;

class MemoryEngineTest extends EngineContract {
  @Override
  protected Engine open() {
    return new MemoryEngine();
  }

  @Override
  protected Optional<Engine> openBeside(Engine engine) {
    return Optional.of(((MemoryEngine) engine).reopen());
  }
}
