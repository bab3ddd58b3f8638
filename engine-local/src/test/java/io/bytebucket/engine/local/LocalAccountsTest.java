package io.bytebucket.engine.local;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Engine;
import io.bytebucket.testkit.model.AccountsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalAccountsTest extends AccountsContract {
  @TempDir Path directory;

  @Override
  protected Engine open() {
    return LocalEngine.open(directory, Keyspace.BULK_TAG);
  }
}
