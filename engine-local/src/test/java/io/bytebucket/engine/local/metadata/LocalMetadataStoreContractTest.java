package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.testkit.contract.MetadataStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The suite with a few of its keys in the bulk family. */
class LocalMetadataStoreContractTest extends MetadataStoreContract {
  @TempDir private Path directory;

  byte bulkTag() {
    return 'j';
  }

  @Override
  protected MetadataStore open() {
    return OpenStores.open(directory.resolve("metadata"), bulkTag());
  }

  @Override
  protected MetadataStore reopen(MetadataStore store) {
    store.close();
    return open();
  }
}
