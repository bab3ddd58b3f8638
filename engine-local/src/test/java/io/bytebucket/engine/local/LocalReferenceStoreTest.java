package io.bytebucket.engine.local;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Engine;
import io.bytebucket.testkit.model.ReferenceStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalReferenceStoreTest extends ReferenceStoreContract {
  @TempDir Path directory;

  @Override
  protected Engine open() {
    return LocalEngine.open(directory, Keyspace.BULK_TAG);
  }

  @Override
  protected Engine reopen(Engine engine) {
    engine.close();
    return open();
  }
}
