package io.bytebucket.engine.local;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.testkit.model.ReferenceStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalReferenceStoreTest extends ReferenceStoreContract {
  @TempDir Path directory;

  private LocalEngine open;

  @Override
  protected Engine open() {
    open = LocalEngine.open(directory, Keyspace.BULK_TAG);
    return new Engine(open.metadata(), open.blobs());
  }

  @Override
  protected Engine reopen(Engine engine) {
    open.close();
    return open();
  }

  @Override
  protected void close(Engine engine) {
    open.close();
  }
}
