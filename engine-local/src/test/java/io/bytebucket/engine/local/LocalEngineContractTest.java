package io.bytebucket.engine.local;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Engine;
import io.bytebucket.testkit.contract.EngineContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineContractTest extends EngineContract {
  @TempDir private Path directory;

  @Override
  protected Engine open() {
    return LocalEngine.open(directory, Keyspace.BULK_TAG);
  }

  @Override
  protected Optional<Engine> openBeside(Engine engine) {
    try {
      return Optional.of(open());
    } catch (DataDirectoryException held) {
      return Optional.empty();
    }
  }
}
