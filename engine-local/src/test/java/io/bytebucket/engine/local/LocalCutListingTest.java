package io.bytebucket.engine.local;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.testkit.model.CutListingContract;
import io.bytebucket.testkit.model.ReferenceStoreContract.Engine;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalCutListingTest extends CutListingContract {
  @TempDir Path directory;

  private LocalEngine open;

  @Override
  protected Engine open() {
    open = LocalEngine.open(directory, Keyspace.BULK_TAG);
    return new Engine(open.metadata(), open.blobs());
  }

  @Override
  protected void close(Engine engine) {
    open.close();
  }
}
